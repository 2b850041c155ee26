/**
 * De-identifies text line by line: {"id", "text"} in, {"id", "spans", "redacted"} out, each answer as soon as its line
 * is read. A line that cannot be read is answered with {"id"?, "error"}. Ends with the input.
 */
import { join } from "node:path";
import type { IdentifierType } from "../shared/domain/dlp/identifier-types.ts";
import { scrub } from "../shared/domain/dlp/scrub.ts";
import { modelDetectors } from "../shared/io/deidentification/model-detectors.ts";
import { answerLines } from "./input-lines.ts";

type Request = { readonly id?: unknown; readonly text: string };

const parseRequest = (line: string): Request => {
  const parsed: unknown = JSON.parse(line);
  if (typeof parsed !== "object" || parsed === null) throw new TypeError("the line is not an object");
  return parsed as Request;
};

/** Facilities are places in the vocabulary of de-identification sets (i2b2: LOCATION with kinds of its own). */
const categoryOf = (type: IdentifierType): string => (type === "FACILITY" ? "LOCATION_FACILITY" : type);

const answerTo = (line: string): object => {
  let id: unknown;
  try {
    const request = parseRequest(line);
    id = request.id;
    if (typeof request.text !== "string") throw new TypeError("text is not a string");
    const { spans, redacted } = scrub(request.text, { further });
    return { id, spans: spans.map((span) => ({ ...span, type: categoryOf(span.type) })), redacted };
  } catch (error) {
    return { id, error: error instanceof SyntaxError ? "the line is not JSON" : (error as Error).message };
  }
};

const further = modelDetectors(join(import.meta.dirname, ".."))("safe-harbor");

await answerLines(answerTo);
