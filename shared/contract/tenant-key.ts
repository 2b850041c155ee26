import * as z from "zod/mini";
import { text } from "./message.ts";
import { tenantPath } from "./tenant.ts";
import { tenantKeyIdForm } from "./tenant-id.ts";

const keyId = z.string().check(z.regex(tenantKeyIdForm));
const day = 24 * 3600;

/** A new key. `label` is what people call it, and belongs to one key at a time. */
export const tenantKeyCreateBody = z.strictObject({
  kind: z.enum(["secret", "publishable"]),
  label: z.optional(text({ min: 1, max: 64 })),
  expiresAt: z.optional(z.iso.datetime({ offset: true })),
});

export type TenantKeyCreateBody = z.infer<typeof tenantKeyCreateBody>;

/** How long the key that is replaced stays good: at most 30 days, 24 hours when nothing is said. */
export const tenantKeyRotateBody = z.strictObject({
  overlapSeconds: z.optional(z.int().check(z.gte(0), z.lte(30 * day))),
});

export const overlapSecondsByDefault = day;

export const tenantKeyPath = z.extend(tenantPath, { keyId });

export const tenantKeyAnswer = z.object({
  keyId,
  kind: z.enum(["secret", "publishable"]),
  label: z.nullable(z.string()),
  createdAt: z.iso.datetime(),
  /** From when on it is no key any more; null: never. */
  expiresAt: z.nullable(z.iso.datetime()),
  /** Id of the key that a rotation made in its place. */
  replacedBy: z.nullable(z.string()),
  /** The first use in the hour it was last used in; null: never used, or not yet noted. */
  lastUsedAt: z.nullable(z.iso.datetime()),
});

export type TenantKeyAnswer = z.infer<typeof tenantKeyAnswer>;

/** The one answer that shows a key. It is stored nowhere. */
export const newTenantKeyAnswer = z.extend(tenantKeyAnswer, { key: z.string() });

export const tenantKeyListAnswer = z.object({ keys: z.array(tenantKeyAnswer) });
