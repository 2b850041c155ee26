import { isOnHold, retentionOf } from "../../domain/conversation-forgetting/hold.ts";
import { type SubjectStatement, subjectStatement } from "../../domain/conversation-forgetting/subject-erasure.ts";
import type { CallContext } from "../../domain/identity/call-context.ts";
import { Problem } from "../../problem.ts";
import type { RecordNeeds } from "../ledger-store.ts";
import type { ConversationEraser, EraserNeeds } from "./conversation-eraser.ts";
import { checkTime, deadlineOf } from "./deadline.ts";
import { collect, conclude, type Subject } from "./subject-erasure.ts";
import { type SubjectRows, subjectRows } from "./subject-rows.ts";
import { underTenantOfNow } from "./tenant-of-now.ts";

export type SubjectEraser = {
  /** Forgets every conversation of a subject (pseudonym). Run again it goes on; when nothing is left it states the same again. */
  readonly eraseSubject: (call: CallContext, subject: string) => Promise<SubjectStatement>;
};

type Needs = EraserNeeds & RecordNeeds & { readonly eraser: ConversationEraser };

const conversationsAtOnce = 5;
const headsAtOnce = 10;

export const subjectEraser = (needs: Needs): SubjectEraser => ({
  eraseSubject: async (asked, subject) => {
    const call = await underTenantOfNow(needs, asked);
    const of = { tenantId: call.tenant.tenantId, subject };
    const first = await subjectRows(needs, of);
    await checkHolds(needs, first, { of, call });
    let rows = first;
    let erasure = first.erasure;
    while (rows.conversations.length > 0) {
      for (const some of chunksOf(rows.conversations, conversationsAtOnce)) {
        checkTime(needs, deadlineOf(call));
        const tenantId = of.tenantId;
        const statements = await Promise.all(
          some.map((conversationId) => needs.eraser.eraseOf({ tenantId, conversationId }, call)),
        );
        erasure = await collect(needs, { of, erasure, some, statements });
      }
      rows = await subjectRows(needs, of);
    }
    const end = erasure?.end;
    return end === undefined || erasure === undefined
      ? subjectStatement(of, await conclude(needs, { of, erasure, call }))
      : subjectStatement(of, { ...erasure, end });
  },
});

const chunksOf = <Each>(all: readonly Each[], size: number): readonly (readonly Each[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));

/** Refuses before anything is deleted: a person is forgotten as a whole or not at all. */
const checkHolds = async (needs: Needs, rows: SubjectRows, { of, call }: Subject): Promise<void> => {
  if (call.tenant.hold !== undefined || rows.hold !== undefined) throw new Problem("legal-hold");
  for (const some of chunksOf(rows.conversations, headsAtOnce)) {
    const refs = some.map((conversationId) => ({ tenantId: of.tenantId, conversationId }));
    const heads = await Promise.all(refs.map((ref) => needs.heads.read(ref)));
    const isHeld = heads.some((head) => head?.status === "active" && isOnHold(head, retentionOf(call.tenant)));
    if (isHeld) throw new Problem("legal-hold");
  }
};
