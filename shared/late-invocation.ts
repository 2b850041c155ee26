import type { Config } from "./config.ts";
import type { ConversationRef, Head } from "./domain/conversation/head.ts";
import { isSummaryDue } from "./domain/conversation/memory-due.ts";
import { boundedCache } from "./io/bounded-cache.ts";
import { conversationKey } from "./io/keys.ts";
import type { FunctionInvoker } from "./io/summaries/function-invoker.ts";
import { causeNames, type Log } from "./log.ts";

type Needs = { readonly config: Config; readonly now: () => number; readonly log: Log };

/** A run that was started so long ago is done, or was missed; until then, another save does not start another one. */
const againMs = 5000;

/** Has conversations summarised by and by. The client for that is a file of its own, which loads when it is first needed. */
export type SummaryStarter = {
  /** Hands a conversation over whose head says that it is due; a failure is logged, and the next save or the sweep finds out again. */
  readonly startWhenDue: (head: Head | undefined) => Promise<void>;
  /** Hands a conversation over; whether it was taken. */
  readonly start: (ref: ConversationRef) => Promise<boolean>;
};

export const summaryStarter = ({ config, now, log }: Needs): SummaryStarter => {
  let loading: Promise<FunctionInvoker> | undefined;
  const load = async (functionName: string): Promise<FunctionInvoker> => {
    const { liveInvocation } = await import("./live-invocation.ts");
    return liveInvocation({ functionName, region: config.region, endpoint: config.endpoints.lambda, now });
  };

  const lately = boundedCache<true>({ size: 500, lifeMs: againMs, now });

  const start = async (ref: ConversationRef): Promise<boolean> => {
    if (config.summarizeFunction === undefined) return false;
    loading ??= load(config.summarizeFunction);
    try {
      await (await loading)(ref);
      return true;
    } catch (failure) {
      log({ level: "warn", event: "summary.not-started", tenantId: ref.tenantId, causes: causeNames(failure) });
      return false;
    }
  };

  return {
    start,
    startWhenDue: async (head) => {
      if (head === undefined || !isSummaryDue(head) || lately.get(conversationKey(head)) === true) return;
      lately.set(conversationKey(head), true);
      if (!(await start(head))) lately.delete(conversationKey(head));
    },
  };
};
