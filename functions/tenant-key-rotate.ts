import { loadConfig } from "../shared/config.ts";
import { overlapSecondsByDefault, tenantKeyRotateBody } from "../shared/contract/tenant-key.ts";
import { newKey, newKeyBytes } from "../shared/domain/identity-tenant/new-key.ts";
import { tenantKeyAnswer } from "../shared/domain/identity-tenant/tenant-answers.ts";
import { keyOf, withSuccessor } from "../shared/domain/identity-tenant/tenant-keys.ts";
import { json } from "../shared/http.ts";
import { type LivePorts, livePorts } from "../shared/live-ports.ts";
import { type Tenants, tenantAdministration } from "../shared/live-tenants.ts";
import { tenantEndpoint } from "../shared/middleware/tenant-endpoint.ts";

type Needs = LivePorts & { readonly tenants: Pick<Tenants, "read" | "change"> };

const rules = {
  action: "tenant-key.rotate",
  body: tenantKeyRotateBody,
  isBodyOptional: true,
  isRecordedByStore: true,
} as const;

/**
 * POST /v1/tenants/{tenantId}/keys/{keyId}/rotate
 * A new key in the place of another, which stays good for the overlap. A key is replaced once: a repeat is refused and names no key.
 */
export const createHandler = (needs: Needs) =>
  tenantEndpoint(rules, needs, async ({ context, tenantId, body, pathParameter }) => {
    const keyId = pathParameter("keyId");
    const nowMs = needs.now();
    const [hashKey, { kind }] = await Promise.all([
      needs.purposeKey("api-key"),
      needs.tenants.read(tenantId).then((tenant) => keyOf(tenant, keyId, nowMs)),
    ]);
    const { text, record } = newKey({ kind, tenantId, hashKey, random: needs.randomBytes(newKeyBytes), nowMs });
    const overlapSeconds = body?.overlapSeconds ?? overlapSecondsByDefault;
    const tenant = await needs.tenants.change(tenantId, context, (present) => ({
      tenant: withSuccessor(present, keyId, { next: record, overlapSeconds }),
      event: { keyId },
    }));
    return json(201, { ...tenantKeyAnswer(keyOf(tenant, record.keyId, nowMs)), key: text });
  });

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, tenants: tenantAdministration(ports) });
