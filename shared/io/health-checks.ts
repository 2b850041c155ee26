import { canaryTenantId, lifetimes } from "../domain/conversation/lifetimes.ts";
import { begin } from "../domain/conversation/transitions.ts";
import type { Turn } from "../domain/conversation/turn.ts";
import type { Check } from "../domain/delivery/readiness.ts";
import { noTraces } from "../domain/dlp-policy/traces.ts";
import { verifyAccessToken } from "../domain/identity/access-token.ts";
import type { CallContext } from "../domain/identity/call-context.ts";
import { readCanonicalJwt } from "../domain/identity/canonical-jwt.ts";
import { startFamily } from "../domain/identity/family.ts";
import { parseKeyring } from "../domain/identity/keyring.ts";
import { newTenant } from "../domain/identity/tenant.ts";
import { accessAnswer, type Minting } from "../domain/identity/token-answer.ts";
import type { ConversationReader } from "./conversation-reader.ts";
import type { ConversationWriter } from "./conversation-writer.ts";
import type { ConversationEraser } from "./forgetting/conversation-eraser.ts";
import type { SignInStore } from "./sign-in-store.ts";

export type HealthNeeds = {
  readonly now: () => number;
  readonly elapsedMs: () => number;
  readonly randomBytes: (size: number) => Buffer;
  readonly minting: () => Promise<Minting>;
  /** The signing keys' text, read anew from their source. */
  readonly readSigningKeys: () => Promise<string>;
  readonly writeReadDelete: () => Promise<void>;
  readonly conversations: ConversationReader &
    ConversationWriter &
    Pick<ConversationEraser, "clear"> & { readonly signIns: SignInStore };
};

/** Age from which a signing key should have been rotated. */
const rotationDays = 90;
const dayMs = 24 * 3600_000;

/** The named checks of `/v1/health/ready`. Each one does what it is named after; none looks at whether a module loaded. */
export const healthChecks = (needs: HealthNeeds) =>
  ({
    token_generation: () => mintAndVerify(needs),
    signing_keys: () => ageOfKeys(needs),
    state_persistence: async () => {
      await needs.writeReadDelete();
      return {};
    },
    conversation_continuity: () => saveAndRestore(needs),
  }) as const satisfies Record<string, Check>;

/** Room for every canary of an hour, also where none could be cleared. */
const sessions = { maxConcurrent: 5000 };

const retention = { conversationSeconds: lifetimes.canarySeconds, turnSeconds: lifetimes.canarySeconds };

const canaryBeginning = (needs: HealthNeeds) => ({
  tenantId: canaryTenantId,
  conversationId: `cv_${needs.randomBytes(32).toString("base64url")}`,
  subject: `sb_${needs.randomBytes(18).toString("base64url")}`,
  startedAtMs: needs.now(),
  family: needs.randomBytes(12).toString("base64url"),
});

const mintAndVerify: (needs: HealthNeeds) => ReturnType<Check> = async (needs) => {
  const minting = await needs.minting();
  const beginning = canaryBeginning(needs);
  const head = begin(beginning, retention, needs.now());
  const { accessToken } = accessAnswer({ head, familyId: beginning.family, family: startFamily(needs.now()) }, minting);
  const unverified = readCanonicalJwt(accessToken);
  if (unverified === undefined) throw new Error("the token has another form");
  const claims = verifyAccessToken(unverified, minting.keyring, { ...minting, nowSeconds: Math.floor(needs.now() / 1000) });
  if (claims.sid !== beginning.conversationId) throw new Error("the token names another conversation");
  return {};
};

const ageOfKeys: (needs: HealthNeeds) => ReturnType<Check> = async (needs) => {
  const { current, byKid } = parseKeyring(await needs.readSigningKeys(), needs.now());
  const currentKeyAgeDays = Math.floor((needs.now() - current.createdAtMs) / dayMs);
  return { isWorrying: currentKeyAgeDays >= rotationDays, found: { keys: byKid.size, currentKeyAgeDays } };
};

const saveAndRestore: (needs: HealthNeeds) => ReturnType<Check> = async (needs) => {
  const beginning = canaryBeginning(needs);
  const call = canaryCall(needs);
  const content = { messages: [{ role: "user" as const, content: "Is anybody there?" }] };
  await needs.conversations.signIns.start(call, beginning);
  await needs.conversations.save(beginning, call, { turn: 1, content, writeId: needs.randomBytes(16), scrubbed: noTraces });
  const { turns } = await needs.conversations.state(beginning, call, { recent: 1, hasMemory: false });
  await needs.conversations.clear(beginning, call);
  if (!isRestored(turns, content.messages[0]?.content)) throw new Error("the restored turn is another one");
  return { found: { restoredTurns: turns.length } };
};

const isRestored = (turns: readonly Turn[], content: string | undefined): boolean =>
  turns.length === 1 && turns[0]?.messages[0]?.content === content;

const canaryCall = (needs: HealthNeeds): CallContext => ({
  caller: { kind: "secret-key", tenantId: canaryTenantId, keyId: "health-ready" },
  tenant: { ...newTenant({ tenantId: canaryTenantId, name: "Health canary" }, needs.now()), retention, sessions },
  action: "health.ready",
  requestId: needs.randomBytes(12).toString("base64url"),
  arrivedAtMs: needs.now(),
  arrivedElapsedMs: needs.elapsedMs(),
});
