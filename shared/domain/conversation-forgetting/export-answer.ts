import type { ConversationPart, ExportStatement } from "../../contract/forgetting/forgetting.ts";
import { type HttpAnswer, json } from "../../http.ts";
import { Problem } from "../../problem.ts";
import { type StatementSigner, signedLines, signStatement } from "../ledger/signature.ts";
import { type ExportPlace, exportCursorOf, placeOfExportCursor } from "./export-part.ts";

/** A page of an export before it is signed; `next`: where the next one begins, undefined on the last one. */
export type ExportPage = { readonly statement: Omit<ExportStatement, "nextCursor">; readonly next: ExportPlace | undefined };

/** Which form the caller wants it in. */
export type ExportForm = { readonly format: "json" | "jsonl" | undefined; readonly accept: string | undefined };

/** The place where the page begins that a caller asks for; 422 for a cursor that names none. */
export const placeOf = (cursor: string | undefined): ExportPlace | undefined => {
  if (cursor === undefined) return undefined;
  const place = placeOfExportCursor(cursor);
  if (place === undefined) throw new Problem("invalid-request", { field: "query.cursor" });
  return place;
};

/** The page, signed: one JSON text, or JSON Lines whose last one signs the others. */
export const exportAnswerOf = async (
  signer: StatementSigner,
  { statement, next }: ExportPage,
  form: ExportForm,
): Promise<HttpAnswer> => {
  const nextCursor = next === undefined ? null : exportCursorOf(next);
  if (!wantsLines(form)) return json(200, await signStatement(signer, { ...statement, nextCursor }));
  const { conversations, ...about } = statement;
  const body = await signedLines(signer, conversations.flatMap(linesOf), { ...about, nextCursor });
  return { statusCode: 200, headers: { "Content-Type": "application/jsonl" }, body };
};

const wantsLines = ({ format, accept = "" }: ExportForm): boolean =>
  format === "jsonl" || (format === undefined && /application\/(?:jsonl|x-ndjson)/.test(accept));

const linesOf = ({ turns, ...conversation }: ConversationPart): readonly object[] => [
  { type: "conversation", ...conversation },
  ...turns.map((turn) => ({ type: "turn", conversationId: conversation.conversationId, ...turn })),
];
