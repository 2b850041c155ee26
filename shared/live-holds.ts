import { conversationIdForm } from "./contract/conversation-id.ts";
import type { HoldAnswer } from "./contract/forgetting/hold.ts";
import type { CallContext } from "./domain/identity/call-context.ts";
import { subjectOf } from "./domain/identity/conversation-id.ts";
import type { Held, HoldChange } from "./io/holds/hold-store.ts";
import type { Forgetting } from "./live-forgetting.ts";
import type { LivePorts } from "./live-ports.ts";
import { Problem } from "./problem.ts";

type Needs = Pick<LivePorts, "purposeKey" | "forgetTenant"> & { readonly forgetting: Forgetting };

/** What a hold is laid on or lifted from, as the call names it. */
export type HoldTarget = {
  readonly scope: HoldAnswer["scope"];
  readonly id: string;
  readonly cursor: string | undefined;
  readonly change: HoldChange;
};

/** Lays a hold on what the call names, or lifts it. */
export const changeHold = async (needs: Needs, call: CallContext, target: HoldTarget): Promise<Held> => {
  const { holds } = needs.forgetting;
  const { scope, id, cursor, change } = target;
  const { tenantId } = call.tenant;
  if (scope === "subject") {
    const subject = subjectOf(await needs.purposeKey("subject"), tenantId, id);
    return holds.ofSubject({ tenantId, subject }, call, change);
  }
  if (scope === "tenant") {
    const held = await holds.ofTenant({ tenantId: id, after: cursor }, call, change);
    needs.forgetTenant(id);
    return held;
  }
  if (!conversationIdForm.test(id)) throw new Problem("conversation-not-found");
  return holds.ofConversation({ tenantId, conversationId: id }, call, change);
};
