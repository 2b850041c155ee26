import { Problem } from "../../problem.ts";
import type { AliasBook } from "../dlp-memory/alias-book.ts";
import type { CallContext } from "../identity/call-context.ts";

/** Refuses everybody but the keys that an operator named for it. A key made by rotation must be named again. */
export const checkMayReveal = ({ caller, tenant }: Pick<CallContext, "caller" | "tenant">): void => {
  const isNamed = caller.kind === "secret-key" && tenant.dlp.revealKeys.includes(caller.keyId);
  if (!isNamed) throw new Problem("not-allowed", { reason: "key-may-not-reveal" });
};

/** The digests of the values that a placeholder such as `[NAME_2]` stands for: of whole values, not of words of a name. */
export const digestsBehind = (placeholder: string, { entries }: AliasBook): readonly string[] =>
  [...entries].flatMap(([digest, { alias, role }]) => (`[${alias}]` === placeholder && role !== "name-part" ? [digest] : []));
