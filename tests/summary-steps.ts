import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { TokenAnswer } from "../shared/contract/token.ts";
import type { ConversationRef } from "../shared/domain/conversation/head.ts";
import type { Memory } from "../shared/domain/memory-record/memory.ts";
import { newestSeen } from "../shared/io/conversation-items/newest-seen.ts";
import { sealedHead } from "../shared/io/conversation-items/sealed-head.ts";
import { dataKeys } from "../shared/io/data-keys.ts";
import { dynamoClient } from "../shared/io/dynamo.ts";
import { keyWrapper } from "../shared/io/key-material/key-wrapper.ts";
import { sortKeys } from "../shared/io/keys.ts";
import { fetchState } from "../shared/io/state-items.ts";
import { openMemory } from "../shared/io/summaries/memory-item.ts";
import { liveMemoryPacking } from "../shared/live-memory-packing.ts";
import type { Answer, Call } from "./gateway.ts";
import type { Service } from "./service.ts";

export const summarize = (call: Call, token: TokenAnswer): Promise<Answer> =>
  call(`POST /v1/conversations/${token.conversationId}/summary`, { token: token.accessToken });

export const context = (call: Call, token: TokenAnswer, query = ""): Promise<Answer> =>
  call(`GET /v1/conversations/${token.conversationId}/context${query}`, { token: token.accessToken });

type Meant = { readonly token: TokenAnswer; readonly turn: number };

export const rollBack = (call: Call, key: string, { token, turn }: Meant): Promise<Answer> =>
  call(`POST /v1/conversations/${token.conversationId}/summary/rollback`, { token: key, body: { turn } });

type Errand = { readonly tenantId: string; readonly conversationId: string };

/** A run of conversation-summarize in a process of its own, as Lambda starts it after an asynchronous call. */
export const runSummarize = async (
  service: Service,
  { conversationId }: Pick<TokenAnswer, "conversationId">,
  tenantId: string = service.tenants[0].tenantId,
): Promise<void> => {
  const { createHandler } = await import("../functions/conversation-summarize.ts");
  const { lateMemory } = await import("../shared/late-memory.ts");
  const errand: Errand = { tenantId, conversationId };
  const needs = service.anew();
  await createHandler({ ...needs, memoryEngine: lateMemory(needs) })(errand, { awsRequestId: "run" });
};

/** A run of the sweep, and what it has started. */
export const runSweep = async (service: Service): Promise<readonly Errand[]> => {
  const { createHandler } = await import("../functions/summary-sweep.ts");
  const needs = service.anew();
  const started: Errand[] = [];
  const start = async (ref: Errand) => {
    started.push(ref);
    return true;
  };
  await createHandler({
    ...needs,
    conversations: { ...needs.conversations, summaries: { ...needs.conversations.summaries, start } },
  })();
  return started;
};

/** Head and summary as they are stored. */
const stateOf = ({ ports, dynamo, clock }: Service, ref: ConversationRef) =>
  fetchState({ ...ports, dynamo, newest: newestSeen(() => clock.ms), pause: async () => undefined }, ref);

/** Every stored version of a conversation's memory in clear, newest first. */
export const storedVersions = async (service: Service, { conversationId }: TokenAnswer): Promise<readonly Memory[]> => {
  const { ports } = service;
  const ref = { tenantId: service.tenants[0].tenantId, conversationId };
  const held = await dataKeys({ ...ports, wrapper: keyWrapper(ports.config) }).get(ref);
  const { head, items } = await stateOf(service, ref);
  if (head === undefined || held === undefined) return [];
  const item = items.get(sortKeys.summary);
  if (item === undefined) return [];
  const newest = openMemory(head, item, { key: held.key, packing: await liveMemoryPacking() });
  return [{ ...newest, ...newest.ground() }, ...newest.earlier()];
};

/** Sets the head of a conversation as if it had been due for a while, and had come to live three weeks more since then. */
export const letLiveOn = async (service: Service, { conversationId }: TokenAnswer): Promise<void> => {
  const { ports, tenants, clock } = service;
  const { head } = await stateOf(service, { tenantId: tenants[0].tenantId, conversationId });
  if (head === undefined) throw new Error("there is no such conversation");
  const nowSeconds = Math.floor(clock.ms / 1000);
  const living = { ...head, memoryDueAt: nowSeconds - 60, expiresAt: nowSeconds + 21 * 86_400 };
  const dynamo = dynamoClient(ports.config.endpoints.dynamodb);
  const Item = sealedHead(living, await ports.purposeKey("head"));
  await dynamo.send(new PutItemCommand({ TableName: ports.tables.summaries, Item }));
  dynamo.destroy();
};
