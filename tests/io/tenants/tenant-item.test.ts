import { expect, test } from "@jest/globals";
import { defaultSettings, newTenant, type Tenant } from "../../../shared/domain/identity/tenant.ts";
import { readTenant, tenantItem } from "../../../shared/io/tenants/tenant-item.ts";

const everythingDecided: Tenant = {
  ...newTenant({ tenantId: "north-clinic", name: "North Clinic" }, 1000),
  status: "suspended",
  origins: ["https://north.example"],
  limits: {
    callsPerMinute: 1,
    callsPerConversationPerMinute: 2,
    callsPerTenantPerMinute: 3,
    tokensPerMinute: 4,
    tokensPerAddressPerMinute: 5,
    tokensPerOriginPerMinute: 6,
  },
  sessions: { maxConcurrent: 7 },
  tokens: { familyIdleSeconds: 800, familyLifeSeconds: 9000, requiresDpop: true },
  retention: { conversationSeconds: 1000, turnSeconds: 1100 },
  dlp: {
    profile: "strict",
    operators: { NAME: "pseudonym", DATE: "date-shift" },
    patterns: [{ name: "MEMBER_CODE", pattern: "MC\\d{6}" }],
    comprehend: true,
    revealKeys: ["k1"],
  },
  keys: [
    { keyId: "k1", kind: "secret", hash: Buffer.alloc(32, 1), createdAtMs: 5 },
    {
      keyId: "k2",
      kind: "publishable",
      hash: Buffer.alloc(32, 2),
      createdAtMs: 6,
      label: "web",
      expiresAtMs: 7,
      replacedBy: "k3",
    },
  ],
  version: 12,
  updatedAtMs: 2000,
};

test("reads back every setting it stored", () => {
  expect(readTenant(tenantItem(everythingDecided))).toEqual(everythingDecided);
});

test("gives a record from before a setting existed that setting's default, and keeps what it says", () => {
  const number = (value: number) => ({ N: String(value) });
  const tenant = readTenant({
    pk: { S: "old-clinic" },
    name: { S: "Old Clinic" },
    status: { S: "active" },
    limits: { M: { calls: number(11), tokens: number(12), tokensPerAddress: number(13) } },
    retention: { M: { conversation: number(1000), turn: number(900) } },
  });
  expect(tenant).toEqual({
    ...newTenant({ tenantId: "old-clinic", name: "Old Clinic" }, 0),
    version: 0,
    limits: { ...defaultSettings.limits, callsPerMinute: 11, tokensPerMinute: 12, tokensPerAddressPerMinute: 13 },
    retention: { conversationSeconds: 1000, turnSeconds: 900 },
  });
});

test("takes a status it does not know for suspended", () => {
  const { status: _, ...item } = tenantItem(everythingDecided);
  expect(readTenant({ ...item, status: { S: "paused" } }).status).toBe("suspended");
});
