import * as z from "zod/mini";
import type { RetentionPolicy } from "../conversation/lifetimes.ts";
import type { ApiKeyRecord } from "./api-key.ts";

/** Calls a minute, each counted for one proven identity. */
export type TenantLimits = {
  /** By one subject, or by the tenant's server for one conversation. */
  readonly callsPerMinute: number;
  /** New tokens asked for with one secret key. */
  readonly tokensPerMinute: number;
  /** New tokens asked for with a publishable key from one source address. */
  readonly tokensPerAddressPerMinute: number;
};

export const defaultLimits: TenantLimits = { callsPerMinute: 600, tokensPerMinute: 3000, tokensPerAddressPerMinute: 60 };

/** What the service knows of a tenant. */
export type Tenant = {
  readonly tenantId: string;
  readonly name: string;
  readonly status: "active" | "suspended";
  readonly keys: readonly ApiKeyRecord[];
  /** Origins whose pages may call with this tenant's publishable keys and tokens, e.g. `https://clinic.example`. */
  readonly origins: readonly string[];
  readonly limits: TenantLimits;
  readonly retention: RetentionPolicy;
};

/** 3 to 40 characters: lower-case letters, digits and inner hyphens. */
export const tenantIdSchema = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/));
