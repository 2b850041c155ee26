import { createHash } from "node:crypto";
import type { ConversationPart, ExportStatement } from "../../contract/forgetting/forgetting.ts";
import { type HttpAnswer, json } from "../../http.ts";
import { Problem } from "../../problem.ts";
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

/** Signs what it is given. */
type Sign = <Statement extends { readonly type: string }>(statement: Statement) => Promise<object>;

/** The page, signed: one JSON text, or JSON Lines whose last one signs the others by their SHA-256. */
export const exportAnswerOf = async ({ statement, next }: ExportPage, form: ExportForm, sign: Sign): Promise<HttpAnswer> => {
  const nextCursor = next === undefined ? null : exportCursorOf(next);
  if (!wantsLines(form)) return json(200, await sign({ ...statement, nextCursor }));
  const { conversations, ...about } = statement;
  const lines = conversations
    .flatMap(linesOf)
    .map((line) => `${JSON.stringify(line)}\n`)
    .join("");
  const sha256 = createHash("sha256").update(lines).digest("base64url");
  const signed = await sign({ ...about, type: "picasso-export-lines/1", nextCursor, sha256 });
  const body = `${lines}${JSON.stringify({ type: "signature", ...signed })}\n`;
  return { statusCode: 200, headers: { "Content-Type": "application/jsonl" }, body };
};

const wantsLines = ({ format, accept = "" }: ExportForm): boolean =>
  format === "jsonl" || (format === undefined && /application\/(?:jsonl|x-ndjson)/.test(accept));

const linesOf = ({ turns, ...conversation }: ConversationPart): readonly object[] => [
  { type: "conversation", ...conversation },
  ...turns.map((turn) => ({ type: "turn", conversationId: conversation.conversationId, ...turn })),
];
