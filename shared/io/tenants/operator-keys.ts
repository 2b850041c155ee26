import type { KeyObject } from "node:crypto";
import type { ApiKeyRecord } from "../../domain/identity/api-key.ts";
import { operatorsId } from "../../domain/identity/caller.ts";
import { newTenant, type Tenant } from "../../domain/identity/tenant.ts";
import { newKey, newKeyBytes } from "../../domain/identity-tenant/new-key.ts";
import { livingKeys, withKey, withoutKey } from "../../domain/identity-tenant/tenant-keys.ts";
import { Problem } from "../../problem.ts";
import { readKeyUses } from "./key-use.ts";
import { tenantRegistry } from "./tenant-registry.ts";
import { type WriteNeeds, writeTenant } from "./tenant-write.ts";

/** An operator key as it is listed. */
export type OperatorKey = { readonly key: ApiKeyRecord; readonly lastUsedAtMs: number | undefined };

/** The operators' keys, which no call of the interface reaches: whoever may write the table and read the root key has the say. */
export type OperatorKeys = {
  /** A new key; its text is stored nowhere. Keys made before stay good until they are revoked or expire. */
  readonly create: (
    wishes: Pick<ApiKeyRecord, "label" | "expiresAtMs">,
  ) => Promise<{ readonly text: string; readonly key: ApiKeyRecord }>;
  readonly list: () => Promise<readonly OperatorKey[]>;
  readonly revoke: (keyId: string) => Promise<void>;
};

type Needs = WriteNeeds & { readonly hashKey: () => Promise<KeyObject>; readonly actorId: string };

export const operatorKeys = (needs: Needs): OperatorKeys => {
  const read = async (): Promise<Tenant | undefined> => tenantRegistry(needs).find(operatorsId);
  const change = async (action: string, keyId: string, decide: (operators: Tenant) => Tenant): Promise<void> => {
    const written = await writeTenant(needs, async () => {
      const known = await read();
      const operators = known ?? newTenant({ tenantId: operatorsId, name: "Operators" }, needs.now());
      const next = { ...decide(operators), version: operators.version + (known === undefined ? 0 : 1), updatedAtMs: needs.now() };
      const requestId = needs.randomBytes(12).toString("base64url");
      const event = { action, outcome: "done", actor: { kind: "service", id: needs.actorId }, requestId, keyId } as const;
      return { known, next, event };
    });
    if (written === undefined) throw new Problem("storage-unavailable", { retryAfterSeconds: 1 });
  };

  return {
    create: async (wishes) => {
      const random = needs.randomBytes(newKeyBytes);
      const hashKey = await needs.hashKey();
      const { text, record } = newKey({ kind: "operator", tenantId: operatorsId, hashKey, random, nowMs: needs.now() });
      const key = { ...record, ...wishes };
      await change("operator-key.create", key.keyId, (operators) => withKey(operators, key));
      return { text, key };
    },
    list: async () => {
      const operators = await read();
      const keys = operators === undefined ? [] : livingKeys(operators, needs.now());
      const uses = await readKeyUses(
        needs,
        keys.map(({ keyId }) => ({ tenantId: operatorsId, keyId })),
      );
      return keys.map((key) => ({ key, lastUsedAtMs: uses.get(key.keyId) }));
    },
    revoke: (keyId) => change("operator-key.revoke", keyId, (operators) => withoutKey(operators, keyId, needs.now())),
  };
};
