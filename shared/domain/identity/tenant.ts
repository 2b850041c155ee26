import * as z from "zod/mini";
import type { TenantSettings } from "../../contract/tenant.ts";
import { tenantIdForm } from "../../contract/tenant-id.ts";
import { lifetimes } from "../conversation/lifetimes.ts";
import type { Hold } from "../conversation-forgetting/hold.ts";
import type { ApiKeyRecord } from "./api-key.ts";
import { tokenPolicy } from "./token-policy.ts";

type Frozen<Value> = { readonly [Member in keyof Value]: Value[Member] extends object ? Frozen<Value[Member]> : Value[Member] };

/** All that an operator decides about a tenant; the contract has the bounds. */
export type Settings = Frozen<TenantSettings>;

/** Calls a minute, each kind counted for what was proven; the contract says what each one means. */
export type TenantLimits = Settings["limits"];

/** What becomes of identifiers in a tenant's texts. */
export type DlpSettings = Settings["dlp"];

/** What the service knows of a tenant. */
export type Tenant = Settings & {
  readonly tenantId: string;
  readonly keys: readonly ApiKeyRecord[];
  /** Sign-ins begun up to this moment have ended, all at once. */
  readonly tokensNotBeforeMs?: number;
  /** A legal hold on all that the tenant has. */
  readonly hold?: Hold;
  /** Counts the changes of this record. */
  readonly version: number;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
};

/** What a tenant has that nobody decided otherwise for. */
export const defaultSettings: Omit<Settings, "name"> = {
  status: "active",
  origins: [],
  limits: {
    callsPerMinute: 600,
    callsPerConversationPerMinute: 600,
    callsPerTenantPerMinute: 60_000,
    tokensPerMinute: 3000,
    tokensPerAddressPerMinute: 60,
    tokensPerOriginPerMinute: 3000,
  },
  sessions: { maxConcurrent: 50 },
  tokens: {
    familyIdleSeconds: tokenPolicy.familyIdleSeconds,
    familyLifeSeconds: tokenPolicy.familySeconds,
    requiresDpop: false,
  },
  retention: { conversationSeconds: lifetimes.conversationSeconds, turnSeconds: lifetimes.turnSeconds },
  dlp: { profile: "safe-harbor", operators: {}, patterns: [], comprehend: false, revealKeys: [] },
  memory: { summarizer: "embedded", summaryLength: 500, acrossConversations: false },
};

/** A tenant without keys and with the default settings. */
export const newTenant = (named: { readonly tenantId: string; readonly name: string }, nowMs: number): Tenant => ({
  ...defaultSettings,
  ...named,
  keys: [],
  version: 1,
  createdAtMs: nowMs,
  updatedAtMs: nowMs,
});

export const tenantIdSchema = z.string().check(z.regex(tenantIdForm));
