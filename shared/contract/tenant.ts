import * as z from "zod/mini";
import { wholeNumberText } from "./conversation.ts";
import { identifierTypeNames } from "./identifier-type.ts";
import { text } from "./message.ts";
import { tenantIdForm, tenantKeyIdForm } from "./tenant-id.ts";

const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));
const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

const name = text({ min: 1, max: 120 });
const status = z.enum(["active", "suspended"]);
/** `https://host[:port]` in lower case; `http` for a page on the developer's own machine. */
const origin = z
  .string()
  .check(z.maxLength(253), z.regex(/^(https:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?|http:\/\/(localhost|127\.0\.0\.1))(:\d{1,5})?$/));
const origins = z.array(origin).check(
  z.maxLength(50),
  z.refine((list) => new Set(list).size === list.length, { message: "an origin twice" }),
);

/** Calls a minute. An item that counts takes 1,000 writes a second, so what one item counts stays below 60,000. */
const limits = z.strictObject({
  /** By one subject. */
  callsPerMinute: whole(1, 60_000),
  /** About one conversation. */
  callsPerConversationPerMinute: whole(1, 60_000),
  /** By everybody of the tenant. */
  callsPerTenantPerMinute: whole(1, 10_000_000),
  /** New tokens asked for with one secret key. */
  tokensPerMinute: whole(1, 60_000),
  /** New tokens asked for with a publishable key from one source address. */
  tokensPerAddressPerMinute: whole(1, 60_000),
  /** New tokens asked for with a publishable key by pages of one origin. */
  tokensPerOriginPerMinute: whole(1, 60_000),
});

const sessions = z.strictObject({ maxConcurrent: whole(1, 100_000) });

const tokens = z.strictObject({
  familyIdleSeconds: whole(5 * minute, 30 * day),
  familyLifeSeconds: whole(30 * minute, 30 * day),
  /** Whether sign-ins begun with a publishable key must be bound to a key of the browser (RFC 9449). */
  requiresDpop: z.boolean(),
});

const retention = z.strictObject({
  conversationSeconds: whole(5 * minute, 365 * day),
  turnSeconds: whole(5 * minute, 365 * day),
});

export const dlpOperators = ["mask", "pseudonym", "hash", "date-shift", "generalise", "vault", "allow", "block"] as const;

const identifierType = z.enum(identifierTypeNames);
const operator = z.enum(dlpOperators);

/**
 * A pattern that cannot take long: no group is repeated, nothing is repeated without bound, nothing refers back or looks around.
 * `?` may follow anything.
 */
const isBriefPattern = (source: string): boolean => {
  const bare = source.replaceAll(/\\[^1-9k]/g, "e").replaceAll(/\[[^[\]]*\]/g, "c");
  if (/[*+]|,\}|\)\{|\\|\(\?[^:]|\d{3}\}/.test(bare)) return false;
  try {
    return !new RegExp(source, "u").test("");
  } catch {
    return false;
  }
};

const pattern = z.strictObject({
  /** Names the finding: `[MEMBER_CODE]` stands for it in the text. */
  name: z.string().check(z.regex(/^[A-Z][A-Z0-9_]{1,31}$/)),
  pattern: text({ min: 1, max: 200 }).check(z.refine(isBriefPattern, { message: "a pattern that may take long" })),
});

const dlpMembers = {
  profile: z.enum(["safe-harbor", "limited-data-set", "strict"]),
  patterns: z.array(pattern).check(
    z.maxLength(20),
    z.refine((list) => new Set(list.map((each) => each.name)).size === list.length, { message: "a name twice" }),
  ),
  /** Whether texts are also sent, as they are, to Amazon Comprehend and Comprehend Medical, which look for what our engine missed. */
  comprehend: z.boolean(),
  /** Ids of the tenant's secret keys that may have vaulted values revealed. */
  revealKeys: z.array(z.string().check(z.regex(tenantKeyIdForm))).check(z.maxLength(5)),
};

const dlp = z.strictObject({
  ...dlpMembers,
  /** What becomes of a finding, by its type; the profile decides for types that are not named. */
  operators: z.partialRecord(identifierType, operator),
});

const memory = z.strictObject({
  /** Who writes summaries: our own engine, or Claude on Amazon Bedrock, to which texts are then sent as they are stored. */
  summarizer: z.enum(["embedded", "bedrock"]),
  /** Characters of a summary, at most. */
  summaryLength: whole(100, 4000),
  /** Whether a context also tells what is known of its subject from the subject's other conversations. */
  acrossConversations: z.boolean(),
});

const settingMembers = { name, status, origins, limits, sessions, tokens, retention, dlp, memory };

/** All that an operator decides about a tenant. */
export const tenantSettings = z.strictObject(settingMembers).check(
  z.refine(({ tokens }) => tokens.familyIdleSeconds <= tokens.familyLifeSeconds, { path: ["tokens", "familyIdleSeconds"] }),
  z.refine(({ retention }) => retention.turnSeconds <= retention.conversationSeconds, { path: ["retention", "turnSeconds"] }),
);

export type TenantSettings = z.infer<typeof tenantSettings>;

/** Members that a patch may leave out, or set to null to go back to the default (RFC 7396). */
const patchOf = <Shape extends z.core.$ZodShape>(shape: Shape) =>
  Object.fromEntries(Object.entries(shape).map(([member, schema]) => [member, z.optional(z.nullable(schema as z.ZodMiniType))]));

const patchMembers = {
  ...patchOf(settingMembers),
  ...patchOf({
    limits: z.strictObject(patchOf(limits.shape)),
    sessions: z.strictObject(patchOf(sessions.shape)),
    tokens: z.strictObject(patchOf(tokens.shape)),
    retention: z.strictObject(patchOf(retention.shape)),
    memory: z.strictObject(patchOf(memory.shape)),
    dlp: z.strictObject(patchOf({ ...dlpMembers, operators: z.partialRecord(identifierType, z.nullable(operator)) })),
  }),
};

/** Changes to a tenant's settings: a JSON merge patch. */
export const tenantPatchBody = z.strictObject(patchMembers);

/** Names the service uses itself. */
const reservedIds: readonly string[] = ["health-canary"];

/** A new tenant: its id and name, and the settings that are not to be the default ones. */
export const tenantCreateBody = z.strictObject({
  ...patchMembers,
  name,
  tenantId: z.string().check(
    z.regex(tenantIdForm),
    z.refine((id) => !reservedIds.includes(id), { message: "an id of the service itself" }),
  ),
});

export const tenantPath = z.object({ tenantId: z.string().check(z.regex(tenantIdForm)) });

/** `after`: the `nextAfter` of the page before. */
export const tenantPageQuery = z.object({
  limit: z._default(wholeNumberText({ min: 1, max: 100 }), 50),
  after: z.optional(z.string().check(z.regex(tenantIdForm))),
});

/** A tenant as one of many. */
export const tenantEntry = z.object({
  tenantId: z.string(),
  name: z.string(),
  status,
  /** Counts the changes of the record, those of keys too; it is the ETag. */
  version: z.int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

export type TenantEntry = z.infer<typeof tenantEntry>;

export const tenantAnswer = z.extend(tenantEntry, z.object(settingMembers).shape);

export type TenantAnswer = z.infer<typeof tenantAnswer>;

/** In no particular order. */
export const tenantPageAnswer = z.object({ tenants: z.array(tenantEntry), nextAfter: z.nullable(z.string()) });
