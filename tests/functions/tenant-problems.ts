import { defaultSettings } from "../../shared/domain/identity/tenant.ts";
import { issue } from "../conversation-steps.ts";
import type { Answer, CallOptions } from "../gateway.ts";
import type { Service } from "../service.ts";

/** Ways to provoke the problems of tenant administration and of what it lets a tenant do. */
export const tenantProblems = (service: () => Service) => {
  const operate = (route: string, body?: unknown, options: CallOptions = {}): Promise<Answer> =>
    service().call(route, { token: service().operatorKey, ...(body === undefined ? {} : { body }), ...options });
  const newTenant = async (tenantId: string): Promise<string> => {
    await operate("POST /v1/tenants", { tenantId, name: "Provoked" });
    return `/v1/tenants/${tenantId}`;
  };
  const newKey = async (path: string, label?: string) => {
    const { body } = await operate(`POST ${path}/keys`, { kind: "secret", ...(label === undefined ? {} : { label }) });
    return body.keyId ?? "";
  };

  return {
    "tenant-not-found": () => operate("GET /v1/tenants/nobody-here"),
    "vault-value-not-found": async () => {
      const { tenantId, secretKey: token } = await service().addTenant("vault-clinic");
      await service().rewriteTenant(tenantId, { dlp: { ...defaultSettings.dlp, revealKeys: ["k-secret"] } });
      const { conversationId } = await issue(service().call, token);
      const body = { placeholder: "[NAME_1]", purpose: "treatment", reason: "call-back" };
      return service().call(`POST /v1/conversations/${conversationId}/vault/reveal`, { token, body });
    },
    "tenant-key-not-found": async () => operate(`DELETE ${await newTenant("provoked-1")}/keys/k_AAAAAAAAAAAA`),
    "tenant-exists": async () => {
      await newTenant("provoked-2");
      return operate("POST /v1/tenants", { tenantId: "provoked-2", name: "Provoked" });
    },
    "tenant-key-exists": async () => {
      const path = await newTenant("provoked-3");
      await newKey(path, "web");
      return operate(`POST ${path}/keys`, { kind: "publishable", label: "web" });
    },
    "tenant-key-replaced": async () => {
      const path = await newTenant("provoked-4");
      const keyId = await newKey(path);
      await operate(`POST ${path}/keys/${keyId}/rotate`, {});
      return operate(`POST ${path}/keys/${keyId}/rotate`, {});
    },
    "too-many-keys": async () => {
      const path = await newTenant("provoked-5");
      for (let count = 0; count < 20; count += 1) await newKey(path);
      return operate(`POST ${path}/keys`, { kind: "secret" });
    },
    "tenant-changed": async () =>
      operate(`PATCH ${await newTenant("provoked-6")}`, { name: "Other" }, { headers: { "if-match": '"7"' } }),
  } as const;
};
