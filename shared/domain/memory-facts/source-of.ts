import type { Message } from "../../contract/message.ts";
import type { SourceClass, Trust } from "../memory/memory-state.ts";

const clinicians = /^(?:dr\b|doctor|nurse|clinician|physician|provider|therapist|pharmacist|midwife|practitioner)/i;

/** Who a message comes from. Only the service's own side can speak as a clinician: a user may call himself anything. */
export const sourceOf = ({ role, name }: { readonly role: Message["role"]; readonly name?: string | undefined }): SourceClass => {
  if (role === "assistant") return clinicians.test(name ?? "") ? "clinician" : "model";
  return role === "user" ? "subject" : role;
};

const trusts: Readonly<Record<SourceClass, Trust>> = { clinician: 4, subject: 3, tool: 2, system: 2, model: 1 };

export const trustOf = (source: SourceClass): Trust => trusts[source];

/** The less trusted of two sources: what rests on both is worth no more than it. */
export const lesserOf = (left: SourceClass, right: SourceClass): SourceClass => (trusts[left] <= trusts[right] ? left : right);

const longestName = 40;

/** The speaker's name: a capital letter, or a placeholder, and no more words than names have. Roles in small letters are none. */
export const speakerOf = ({ name }: Pick<Message, "name">): { readonly by?: string } =>
  name !== undefined &&
  name.length <= longestName &&
  /^(?:\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){0,3}|\[[A-Z_]+\d*\])$/u.test(name)
    ? { by: name }
    : {};
