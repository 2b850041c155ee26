import type { MemoryEngine } from "./domain/memory-record/learning.ts";
import type { MemoryPacking } from "./io/summaries/memory-item.ts";
import type { LivePorts } from "./live-ports.ts";

/** The engine that makes memories: a file of its own, which begins to load at once and is awaited by the first conversation. */
export const lateMemory = (ports: LivePorts): MemoryEngine => {
  const load = async () => (await import("./live-memory.ts")).liveMemory(ports);
  let loading = load();
  loading.catch(() => undefined);
  const engine = (): Promise<MemoryEngine> =>
    loading.catch(() => {
      loading = load();
      return loading;
    });
  return {
    learn: async (lesson) => (await engine()).learn(lesson),
    assemble: async (wish) => (await engine()).assemble(wish),
    render: async (tenant, ground) => (await engine()).render(tenant, ground),
  };
};

/** How memories are packed: a file of its own, which begins to load with the first conversation that has a memory or gets one. */
export const lateMemoryPacking = (): (() => Promise<MemoryPacking>) => {
  const load = async () => (await import("./live-memory-packing.ts")).liveMemoryPacking();
  let loading: Promise<MemoryPacking> | undefined;
  return () => {
    loading ??= load().catch((failure) => {
      loading = undefined;
      throw failure;
    });
    return loading;
  };
};
