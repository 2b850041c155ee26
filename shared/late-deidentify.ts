import type { liveDeidentify } from "./live-deidentification.ts";
import type { Conversations, LivePorts } from "./live-ports.ts";

type Deidentify = ReturnType<typeof liveDeidentify>;

/** The ports of a function that takes text. */
export type TextPorts = LivePorts & { readonly conversations: Conversations; readonly deidentify: Deidentify };

/**
 * De-identification behind the ports of a stage. The engine and its models are a file of their own, which begins to load at once
 * and is awaited by the first text.
 */
export const lateDeidentify = (ports: LivePorts, conversations: Pick<Conversations, "recollect">): Deidentify => {
  const load = async () => (await import("./live-deidentification.ts")).liveDeidentify(ports, conversations);
  let loading = load();
  loading.catch(() => undefined);
  return async (body, by) => {
    const deidentify = await loading.catch(() => {
      loading = load();
      return loading;
    });
    return deidentify(body, by);
  };
};
