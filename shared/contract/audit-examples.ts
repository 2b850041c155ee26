const root = "L5jvZ9jzE2iYkqzGm7H0bZk0yC1pQ7s3VnX4uTtWc9M";
const statement = {
  type: "picasso-ledger-checkpoint/1",
  tenantId: "north-clinic",
  number: 2,
  size: 3,
  root,
  at: "2026-11-23T11:00:02.000Z",
  sealedThrough: "2026-11-23T10:58:00.000Z",
  previous: root,
  keyId: "3f9c2b7a51de",
} as const;
const signature = {
  algorithm: "EdDSA",
  keyId: "3f9c2b7a51de",
  publicKey: "base64url of 32 bytes",
  value: "base64url of 64 bytes",
} as const;
const checkpoint = { statement, signature };
const event = {
  key: "E#2026-11-23T10:00:00.000Z#u3T1qk0Zs9aB",
  record: {
    action: "session.list",
    actor: { id: "k_7Yq2", kind: "secret-key" },
    at: "2026-11-23T10:00:00.000Z",
    conversationId: "",
    outcome: "done",
    requestId: "8ba9f861-6d8f-471a-a732-e99a7d25dd9c",
    tenantId: "north-clinic",
  },
};

/** Examples of answers about the ledger. */
export const auditExamples = {
  eventPageAnswer: { events: [event], nextCursor: null },
  checkpointAnswer: { checkpoint, isArchived: true },
  inclusionAnswer: { entry: event, leafHash: root, leafIndex: 2, proof: [root], checkpoint },
  consistencyAnswer: { from: { statement: { ...statement, number: 1, size: 2 }, signature }, to: checkpoint, proof: [root] },
  statementKeysAnswer: {
    keys: [
      {
        keyId: "3f9c2b7a51de",
        algorithm: "EdDSA",
        publicKey: "base64url of 32 bytes",
        createdAt: "2026-11-01T00:00:00.000Z",
        retiredAt: null,
      },
    ],
  },
} as const;
