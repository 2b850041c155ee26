import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { ApiKeyRecord } from "../../domain/identity/api-key.ts";
import { type DlpSettings, defaultSettings, type Settings, type Tenant } from "../../domain/identity/tenant.ts";
import { bytes, type Item, map, number, text } from "../attributes.ts";
import { holdItem, readHold } from "../conversation-items/hold-item.ts";
import { readBytes, readNumber, readText } from "../stored-item.ts";

/** A tenant as it is stored. */
export const tenantItem = (tenant: Tenant): Item => ({
  pk: text(tenant.tenantId),
  name: text(tenant.name),
  status: text(tenant.status),
  origins: { L: tenant.origins.map(text) },
  keys: { L: tenant.keys.map(keyItem) },
  limits: numbersItem(limitNames, tenant.limits),
  sessions: numbersItem(sessionNames, tenant.sessions),
  tokens: map({ ...numbersOf(tokenNames, tenant.tokens), requiresDpop: { BOOL: tenant.tokens.requiresDpop } }),
  retention: numbersItem(retentionNames, tenant.retention),
  dlp: dlpItem(tenant.dlp),
  memory: memoryItem(tenant.memory),
  ...(tenant.tokensNotBeforeMs === undefined ? {} : { tokensNotBefore: number(tenant.tokensNotBeforeMs) }),
  ...(tenant.hold === undefined ? {} : { hold: holdItem(tenant.hold) }),
  version: number(tenant.version),
  createdAt: number(tenant.createdAtMs),
  updatedAt: number(tenant.updatedAtMs),
});

/** The tenant in a stored item. Settings that did not exist when it was written have their defaults. */
export const readTenant = (item: Item): Tenant => ({
  tenantId: readText(item, "pk"),
  name: readText(item, "name"),
  status: readText(item, "status") === "active" ? "active" : "suspended",
  origins: (item.origins?.L ?? []).map((origin) => origin.S ?? ""),
  keys: (item.keys?.L ?? []).map((key) => readKey(key.M ?? {})),
  limits: readNumbers(limitNames, item.limits?.M, defaultSettings.limits),
  sessions: readNumbers(sessionNames, item.sessions?.M, defaultSettings.sessions),
  tokens: {
    ...readNumbers(tokenNames, item.tokens?.M, defaultSettings.tokens),
    requiresDpop: item.tokens?.M?.requiresDpop?.BOOL ?? defaultSettings.tokens.requiresDpop,
  },
  retention: readNumbers(retentionNames, item.retention?.M, defaultSettings.retention),
  dlp: readDlp(item.dlp?.M),
  memory: readMemory(item.memory?.M),
  ...(item.tokensNotBefore?.N === undefined ? {} : { tokensNotBeforeMs: Number(item.tokensNotBefore.N) }),
  ...readTenantHold(item.hold?.M),
  version: Number(item.version?.N ?? 0),
  createdAtMs: Number(item.createdAt?.N ?? 0),
  updatedAtMs: Number(item.updatedAt?.N ?? 0),
});

const readTenantHold = (item: Item | undefined): Pick<Tenant, "hold"> => (item === undefined ? {} : { hold: readHold(item) });

type NumberNames<Group> = { readonly [Member in keyof Group as Group[Member] extends number ? Member : never]: string };

/** Settings that are numbers, and their names in storage. */
const limitNames: NumberNames<Settings["limits"]> = {
  callsPerMinute: "calls",
  callsPerConversationPerMinute: "callsPerConversation",
  callsPerTenantPerMinute: "callsPerTenant",
  tokensPerMinute: "tokens",
  tokensPerAddressPerMinute: "tokensPerAddress",
  tokensPerOriginPerMinute: "tokensPerOrigin",
};
const sessionNames: NumberNames<Settings["sessions"]> = { maxConcurrent: "maxConcurrent" };
const tokenNames: NumberNames<Settings["tokens"]> = { familyIdleSeconds: "familyIdle", familyLifeSeconds: "familyLife" };
const retentionNames: NumberNames<Settings["retention"]> = { conversationSeconds: "conversation", turnSeconds: "turn" };
const memoryNames: NumberNames<Settings["memory"]> = { summaryLength: "summaryLength" };

type Names = Readonly<Record<string, string>>;
type Numbers<N extends Names> = { readonly [Member in keyof N]: number };

const numbersOf = <N extends Names>(names: N, values: Numbers<N>): Item =>
  Object.fromEntries(Object.entries(names).map(([member, name]) => [name, number(values[member as keyof N])]));

const numbersItem = <N extends Names>(names: N, values: Numbers<N>): AttributeValue => map(numbersOf(names, values));

const readNumbers = <N extends Names>(names: N, item: Item | undefined, defaults: Numbers<N>): Numbers<N> =>
  Object.fromEntries(
    Object.entries(names).map(([member, name]) => [member, Number(item?.[name]?.N ?? defaults[member as keyof N])]),
  ) as Numbers<N>;

const dlpItem = (dlp: DlpSettings): AttributeValue =>
  map({
    profile: text(dlp.profile),
    operators: map(Object.fromEntries(Object.entries(dlp.operators).map(([type, operator]) => [type, text(operator)]))),
    patterns: { L: dlp.patterns.map(({ name, pattern }) => map({ name: text(name), pattern: text(pattern) })) },
    comprehend: { BOOL: dlp.comprehend },
    revealKeys: { L: dlp.revealKeys.map(text) },
  });

/** Only what passed the contract is ever written, so the stored names are those of the contract. */
const readDlp = (item: Item | undefined): DlpSettings => {
  if (item === undefined) return defaultSettings.dlp;
  const operators = Object.entries(item.operators?.M ?? {}).map(([type, { S: operator }]) => [type, operator]);
  const patterns = (item.patterns?.L ?? []).map(({ M = {} }) => ({ name: readText(M, "name"), pattern: readText(M, "pattern") }));
  return {
    profile: readText(item, "profile") as DlpSettings["profile"],
    operators: Object.fromEntries(operators) as DlpSettings["operators"],
    patterns,
    comprehend: item.comprehend?.BOOL ?? defaultSettings.dlp.comprehend,
    revealKeys: (item.revealKeys?.L ?? []).map(({ S = "" }) => S),
  };
};

const memoryItem = (memory: Settings["memory"]): AttributeValue =>
  map({
    ...numbersOf(memoryNames, memory),
    summarizer: text(memory.summarizer),
    across: { BOOL: memory.acrossConversations },
  });

const readMemory = (item: Item | undefined): Settings["memory"] => ({
  ...readNumbers(memoryNames, item, defaultSettings.memory),
  summarizer: item?.summarizer?.S === "bedrock" ? "bedrock" : defaultSettings.memory.summarizer,
  acrossConversations: item?.across?.BOOL ?? defaultSettings.memory.acrossConversations,
});

const keyItem = (key: ApiKeyRecord): AttributeValue =>
  map({
    keyId: text(key.keyId),
    kind: text(key.kind),
    hash: bytes(key.hash),
    createdAt: number(key.createdAtMs),
    ...(key.label === undefined ? {} : { label: text(key.label) }),
    ...(key.expiresAtMs === undefined ? {} : { expiresAt: number(key.expiresAtMs) }),
    ...(key.replacedBy === undefined ? {} : { replacedBy: text(key.replacedBy) }),
  });

const readKey = (item: Item): ApiKeyRecord => ({
  keyId: readText(item, "keyId"),
  kind: readText(item, "kind") as ApiKeyRecord["kind"],
  hash: readBytes(item, "hash"),
  createdAtMs: readNumber(item, "createdAt"),
  ...(item.label?.S === undefined ? {} : { label: item.label.S }),
  ...(item.expiresAt?.N === undefined ? {} : { expiresAtMs: Number(item.expiresAt.N) }),
  ...(item.replacedBy?.S === undefined ? {} : { replacedBy: item.replacedBy.S }),
});
