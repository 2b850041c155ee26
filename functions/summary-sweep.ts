import { loadConfig } from "../shared/config.ts";
import { type Conversations, conversationStore, type LivePorts, livePorts } from "../shared/live-ports.ts";
import { causeNames } from "../shared/log.ts";

type Needs = LivePorts & { readonly conversations: Pick<Conversations, "dueConversations" | "summaries"> };

const action = "summary.sweep";
/** Of each shard of the index, in one sweep; what is left over waits for the next one. */
const perShard = 50;
/** No more is begun after this time, well before the function's end. */
const budgetMs = 7000;

/**
 * Run every two minutes: has those conversations summarised that have lain idle with turns beyond their summary, that were closed,
 * or whose run after a save was lost, so that no message expires unsummarised.
 */
export const createHandler = (needs: Needs) => async (): Promise<void> => {
  const { dueConversations, summaries } = needs.conversations;
  const endMs = needs.elapsedMs() + budgetMs;
  try {
    for await (const due of dueConversations(perShard)) {
      if (needs.elapsedMs() > endMs) break;
      await Promise.all(due.map(summaries.start));
    }
    needs.log({ level: "info", event: "summary.swept", action });
  } catch (failure) {
    needs.log({ level: "error", event: "summary.sweep-failed", action, causes: causeNames(failure) });
    throw failure;
  }
};

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, conversations: conversationStore(ports) });
