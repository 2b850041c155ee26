import { randomBytes } from "node:crypto";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { gatewayDelay, timeout, writeLine } from "./bare-ports.ts";
import type { Config } from "./config.ts";
import type { ConversationRef } from "./domain/conversation/head.ts";
import type { Recollection } from "./domain/dlp-memory/recollection.ts";
import type { Minting } from "./domain/identity/token-answer.ts";
import { type Signed, signStatement } from "./domain/ledger/signature.ts";
import { writeReadDelete } from "./io/canary.ts";
import { newestSeen } from "./io/conversation-items/newest-seen.ts";
import { rowsOfConversation } from "./io/conversation-items/rows-of-conversation.ts";
import { type ConversationReader, conversationReader } from "./io/conversation-reader.ts";
import { type ConversationWriter, conversationWriter } from "./io/conversation-writer.ts";
import { dataKeys } from "./io/data-keys.ts";
import { aliasStore } from "./io/deidentification/alias-store.ts";
import { recollections } from "./io/deidentification/recollections.ts";
import { type Vault, vault } from "./io/deidentification/vault.ts";
import { dynamoClient } from "./io/dynamo.ts";
import { type ConversationEraser, conversationEraser } from "./io/forgetting/conversation-eraser.ts";
import { headStore } from "./io/head-store.ts";
import { healthChecks } from "./io/health-checks.ts";
import { keyWrapper } from "./io/key-material/key-wrapper.ts";
import { keyringSource } from "./io/key-material/keyring-source.ts";
import { kmsSigner } from "./io/key-material/kms-signer.ts";
import { purposeKeySource } from "./io/key-material/purpose-key-source.ts";
import { rootKeySource, secretTexts } from "./io/key-material/secret-texts.ts";
import { statementKeySource, statementKeysWithKms } from "./io/key-material/statement-key-source.ts";
import { tableNames } from "./io/keys.ts";
import { ledgerWriters } from "./io/ledger/ledger-writers.ts";
import { ledgerStore } from "./io/ledger-store.ts";
import { type OverlappingCalls, overlappingCalls } from "./io/overlapping-calls.ts";
import { rateLimiter, unlimited } from "./io/rate-limiter.ts";
import { leaseStore } from "./io/sessions/lease-store.ts";
import { poolSearch } from "./io/sessions/pool-search.ts";
import { type SessionList, sessionList } from "./io/sessions/session-list.ts";
import { sessionPool } from "./io/sessions/session-pool.ts";
import { type SignInStore, signInStore } from "./io/sign-in-store.ts";
import { type Revocations, revocations } from "./io/sign-ins/revocations.ts";
import { usedProofs } from "./io/sign-ins/used-proofs.ts";
import { type ContextSource, contextSource } from "./io/summaries/context-source.ts";
import { type DueConversations, dueConversations } from "./io/summaries/due-conversations.ts";
import { type MemoryKeeper, memoryKeeper } from "./io/summaries/memory-keeper.ts";
import { openedMemories } from "./io/summaries/opened-memories.ts";
import { keyUseNotes } from "./io/tenants/key-use.ts";
import { tenantRegistry } from "./io/tenants/tenant-registry.ts";
import { turnStore } from "./io/turn-store.ts";
import { type SummaryStarter, summaryStarter } from "./late-invocation.ts";
import { lateMemoryPacking } from "./late-memory.ts";
import { lineLog } from "./log.ts";
import { requestMetrics } from "./metrics.ts";

/** What every endpoint needs of the outside world. */
export type LivePorts = ReturnType<typeof livePorts>;

/** Conversations, their turns and sign-ins, in storage. */
export type Conversations = ConversationReader &
  ConversationWriter &
  Pick<ConversationEraser, "clear"> &
  Vault & {
    /** What the conversation lends to the de-identification of its next text. */
    readonly recollect: (ref: ConversationRef) => Promise<Recollection | undefined>;
    readonly signIns: SignInStore;
    readonly revocations: Revocations;
    readonly sessions: SessionList;
    readonly memories: MemoryKeeper;
    readonly summaries: SummaryStarter;
    readonly contexts: ContextSource;
    /** Conversations whose memory is to be looked after. */
    readonly dueConversations: DueConversations;
    /** Refreshes that are under way in this process. */
    readonly refreshes: OverlappingCalls;
  };

/** Parts of the outside world that a caller of `livePorts` brings along: a client to watch, a clock to move, a place for log lines. */
export type GivenPorts = {
  readonly dynamo?: DynamoDBClient;
  readonly now?: () => number;
  readonly writeLine?: (line: string) => void;
};

/** The ports of a stage. */
export const livePorts = (config: Config, given: GivenPorts = {}) => {
  const dynamo = given.dynamo ?? dynamoClient(config.endpoints.dynamodb);
  const now = given.now ?? (() => Date.now() + config.clockOffsetMs);
  const tables = tableNames(config.stage);
  const secretText = secretTexts(config);
  const readSigningKeys = () => secretText(config.signingKeysUri);
  const keyring = keyringSource(readSigningKeys, now);
  const rootKey = rootKeySource(() => secretText(config.rootKeyUri));
  const purposeKey = purposeKeySource(rootKey);
  const tenants = tenantRegistry({ dynamo, tables, now, purposeKey });
  const statementRing = statementKeySource(() => secretText(config.ledgerKeysUri), now);
  const { ledgerSignerUri, endpoints } = config;
  const statementKeys =
    ledgerSignerUri === undefined ? statementRing : statementKeysWithKms(statementRing, kmsSigner(ledgerSignerUri, endpoints));
  const writers = ledgerWriters(randomBytes);
  return {
    config,
    dynamo,
    tables,
    now,
    elapsedMs: () => performance.now(),
    timeout,
    gatewayDelayMs: gatewayDelay(given.now ?? Date.now),
    randomBytes,
    issuer: config.tokenIssuer,
    audience: config.tokenAudience,
    readSigningKeys,
    keyring: keyring.keyring,
    keyringKnowing: keyring.keyringKnowing,
    /** Signs statements of the service: checkpoints, receipts. */
    statementKeys,
    purposeKey,
    /** A statement with the service's signature. */
    signed: async <Statement extends { readonly type: string }>(statement: Statement): Promise<Signed<Statement>> =>
      signStatement((await statementKeys()).signer, statement),
    findTenant: tenants.find,
    forgetTenant: tenants.forget,
    noteKeyUse: keyUseNotes({ dynamo, tables, now }),
    isFirstUse: usedProofs({ dynamo, tables }),
    limiter: config.hasRateLimits ? rateLimiter({ dynamo, tables, now }) : unlimited,
    writers,
    ledger: ledgerStore({ dynamo, tables, now, randomBytes, writers }),
    log: lineLog(given.writeLine ?? writeLine, { now, metrics: requestMetrics(config.stage, now) }),
  };
};

/** What minting a token takes, of this moment. */
export const mintingNow = async (
  ports: Pick<LivePorts, "keyring" | "issuer" | "audience" | "now" | "randomBytes">,
): Promise<Minting> => ({
  keyring: await ports.keyring(),
  issuer: ports.issuer,
  audience: ports.audience,
  nowMs: ports.now(),
  jti: ports.randomBytes(16).toString("base64url"),
});

/** The checks of `/v1/health/ready` behind the ports of a stage. */
export const liveHealthChecks = (ports: LivePorts, conversations: Conversations) =>
  healthChecks({
    ...ports,
    conversations,
    minting: () => mintingNow(ports),
    writeReadDelete: () => writeReadDelete(ports),
  });

/** What all that is stored of conversations is made of. */
export const conversationParts = (ports: LivePorts) => {
  const { config, dynamo, tables, now, elapsedMs, log } = ports;
  const pause = (maxMs: number) => new Promise<void>((resolve) => setTimeout(resolve, maxMs * (0.5 + Math.random() / 2)));
  const aliases = aliasStore({ tables, now, randomBytes });
  const newest = newestSeen(now);
  const rowsOf = rowsOfConversation(tables);
  const heads = headStore({ ...ports, pause, newest, rowsOf, keepAliases: aliases.keepItem });
  const keys = dataKeys({ dynamo, tables, wrapper: keyWrapper(config), now, randomBytes });
  const turns = turnStore({ dynamo, tables });
  const refreshes = overlappingCalls(elapsedMs);
  const memoryPacking = lateMemoryPacking();
  const leases = leaseStore({ dynamo, tables });
  const pool = sessionPool({ heads, leases, search: poolSearch({ leases, now, randomBytes }), now, log });
  return {
    ...ports,
    pause,
    newest,
    memoryPacking,
    openMemory: openedMemories(now, memoryPacking),
    refreshes,
    heads,
    leases,
    pool,
    aliases,
    turns,
    dataKeys: keys,
  };
};

/** Stored conversations behind the ports of a stage. */
export const conversationStore = (ports: LivePorts): Conversations => {
  const parts = conversationParts(ports);
  const signIns = signInStore(parts);
  return {
    ...conversationReader(parts),
    ...conversationWriter(parts),
    recollect: recollections(parts),
    clear: conversationEraser(parts).clear,
    ...vault(parts),
    signIns,
    revocations: revocations({ ...parts, signIns }),
    sessions: sessionList(parts),
    memories: memoryKeeper(parts),
    summaries: summaryStarter(ports),
    contexts: contextSource(parts),
    dueConversations: dueConversations(parts),
    refreshes: parts.refreshes,
  };
};
