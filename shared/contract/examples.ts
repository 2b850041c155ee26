const conversationId = "cv_k9wBl4-MjCc09Cz7qhklKOEV2pzoco5B4qoGivwh2EE";
const at = "2026-11-23T09:00:04.000Z";

const saveTurnBody = {
  messages: [
    { role: "user", content: "Can I take ibuprofen with it? My number is 555-867-5309." },
    { role: "assistant", content: "Please ask your doctor before you combine the two." },
  ],
};

const savedTurn = {
  turn: 1,
  messages: [{ role: "user", content: "Can I take ibuprofen with it? My number is [PHONE_1]." }, saveTurnBody.messages[1]],
  at,
};

const tenantEntry = {
  tenantId: "north-clinic",
  name: "North Clinic",
  status: "active",
  version: 3,
  createdAt: "2026-11-23T09:00:00.000Z",
  updatedAt: "2026-11-23T09:05:00.000Z",
};

const tenantKey = {
  keyId: "k_itGh_byC08tq",
  kind: "secret",
  label: "web server",
  createdAt: "2026-11-23T09:00:00.000Z",
  expiresAt: null,
  replacedBy: null,
  lastUsedAt: null,
};

/** Example bodies of the main calls. A test holds them against their schemas. */
export const examples = {
  tokenIssueBody: { subject: "patient-7", startedAt: "2026-11-23T09:00:00Z", clientNonce: "b7Jw1fQ2mXk0s9TzLq4e8A" },
  tokenAnswer: {
    conversationId,
    startedAt: "2026-11-23T09:00:00.000Z",
    accessToken: "eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCIsImtpZCI6IjEifQ.e30.signature",
    tokenType: "Bearer",
    expiresIn: 1800,
    refreshAt: "2026-11-23T09:25:00.000Z",
    refreshToken: `rt_demo-clinic.${conversationId}.itGh_byC08tqEnoa.1.mac`,
    refreshExpiresIn: 86400,
    turn: 0,
  },
  tokenRevokeBody: { all: true },
  saveTurnBody,
  saveAnswer: { turn: 1, at, expiresAt: "2026-11-30T09:00:04.000Z", scrubbed: { PHONE_NUMBER: 1 } },
  stateAnswer: {
    conversationId,
    turn: 1,
    status: "active",
    summary: null,
    profile: null,
    turns: [savedTurn],
    expiresAt: "2026-11-30T09:00:04.000Z",
  },
  turnPageAnswer: { turns: [savedTurn], nextBefore: null },
  summaryAnswer: {
    summary: "takes metformin 500 mg twice a day\nallergic to penicillin",
    sentences: [
      { text: "takes metformin 500 mg twice a day", turns: [12] },
      { text: "allergic to penicillin", turns: [3, 4] },
    ],
    changes: {
      since: 1,
      added: [{ text: "takes metformin 500 mg twice a day", turns: [12] }],
      removed: [{ text: "takes metformin 250 mg", turns: [2] }],
    },
    profile: {
      preferences: { language: ["English"] },
      context: { conditions: ["diabetes"] },
      entities: [{ kind: "medication", facts: ["metformin 500 mg"] }],
    },
    version: 2,
    through: 12,
    engine: "embedded",
  },
  rollbackBody: { turn: 7 },
  contextAnswer: {
    conversationId,
    turn: 14,
    summarizedThrough: 12,
    format: "text",
    prompt: "Takes metformin 500 mg twice a day. …",
    sections: [{ name: "summary", turns: [3, 7], share: 0.04 }],
    flags: [],
    used: { chars: 480, tokens: 160, share: 0.04 },
  },
  sessionPageAnswer: {
    sessions: [
      {
        conversationId,
        subject: "sb_2Wn0gQmVbLr7cXaYk1dTfE8H",
        startedAt: "2026-11-23T09:00:00.000Z",
        expiresAt: "2026-11-23T10:00:04.000Z",
      },
    ],
    nextCursor: null,
    limit: 50,
    inUse: 1,
  },
  readinessAnswer: {
    status: "pass",
    checks: {
      token_generation: { status: "pass", durationMs: 1 },
      signing_keys: { status: "pass", durationMs: 4, found: { keys: 2, currentKeyAgeDays: 12 } },
      state_persistence: { status: "pass", durationMs: 12 },
      conversation_continuity: { status: "pass", durationMs: 41, found: { restoredTurns: 1 } },
    },
  },
  tenantCreateBody: { tenantId: "north-clinic", name: "North Clinic", origins: ["https://north-clinic.example"] },
  tenantPatchBody: { limits: { callsPerMinute: 1200 }, retention: null },
  tenantAnswer: {
    ...tenantEntry,
    origins: ["https://north-clinic.example"],
    limits: {
      callsPerMinute: 1200,
      callsPerConversationPerMinute: 600,
      callsPerTenantPerMinute: 60_000,
      tokensPerMinute: 3000,
      tokensPerAddressPerMinute: 60,
      tokensPerOriginPerMinute: 3000,
    },
    sessions: { maxConcurrent: 50 },
    tokens: { familyIdleSeconds: 86_400, familyLifeSeconds: 604_800, requiresDpop: false },
    retention: { conversationSeconds: 604_800, turnSeconds: 86_400 },
    dlp: { profile: "safe-harbor", operators: { DATE: "date-shift" }, patterns: [], comprehend: false, revealKeys: [] },
    memory: { summarizer: "embedded", summaryLength: 500, acrossConversations: false },
  },
  tenantPageAnswer: { tenants: [tenantEntry], nextAfter: null },
  tenantKeyCreateBody: { kind: "secret", label: "web server" },
  tenantKeyRotateBody: { overlapSeconds: 3600 },
  newTenantKeyAnswer: { ...tenantKey, key: "sk_north-clinic_ and 43 more characters" },
  tenantKeyListAnswer: { keys: [{ ...tenantKey, lastUsedAt: "2026-11-23T10:00:02.000Z" }] },
  vaultRevealBody: { placeholder: "[PHONE_1]", purpose: "patient-request", reason: "call-back" },
  vaultRevealAnswer: { placeholder: "[PHONE_1]", values: ["(415) 555-0132"] },
  oldSaveBody: { sessionId: conversationId, turn: 0, delta: { appendUser: { text: "Hello" }, appendAssistant: { text: "Hi!" } } },
  oldStateAnswer: {
    sessionId: conversationId,
    state: {
      summary: "",
      lastMessages: [{ role: "user", text: "Hello" }],
      facts_ledger: {},
      pending_action: null,
      turn: 1,
    },
    stateToken: "eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCIsImtpZCI6IjEifQ.e30.signature",
  },
} as const;
