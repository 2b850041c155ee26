import { loadConfig } from "../shared/config.ts";
import { tenantPatchBody, tenantSettings } from "../shared/contract/tenant.ts";
import { changedSettings, patchedSettings, settingsOf } from "../shared/domain/identity-tenant/settings-change.ts";
import { isMeant, tenantAnswer, tenantTag } from "../shared/domain/identity-tenant/tenant-answers.ts";
import { json } from "../shared/http.ts";
import { type LivePorts, livePorts } from "../shared/live-ports.ts";
import { type Tenants, tenantAdministration } from "../shared/live-tenants.ts";
import { tenantEndpoint } from "../shared/middleware/tenant-endpoint.ts";
import { checked } from "../shared/middleware/validate.ts";
import { Problem } from "../shared/problem.ts";

type Needs = LivePorts & { readonly tenants: Pick<Tenants, "change"> };

const rules = { action: "tenant.update", body: tenantPatchBody, isRecordedByStore: true } as const;

/**
 * PATCH /v1/tenants/{tenantId}
 * Changes settings by a JSON merge patch (RFC 7396); null goes back to the default. With `If-Match` only a record nobody else has
 * changed since. A suspension holds in every process within a second.
 */
export const createHandler = (needs: Needs) =>
  tenantEndpoint(rules, needs, async ({ context, tenantId, body, header }) => {
    const changed = await needs.tenants.change(tenantId, context, (tenant) => {
      if (!isMeant(header("if-match"), tenant)) throw new Problem("tenant-changed");
      const settings = checked(tenantSettings, patchedSettings(settingsOf(tenant), body), "body");
      const next = { ...tenant, ...settings };
      return { tenant: next, event: { changed: changedSettings(tenant, next) } };
    });
    return json(200, tenantAnswer(changed), { ETag: tenantTag(changed) });
  });

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, tenants: tenantAdministration(ports) });
