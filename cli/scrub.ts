/**
 * De-identifies text line by line: {"id", "text"} in, {"id", "spans", "redacted", "by"} out (by: policy, rules and models), each answer as soon as its line
 * is read. A line that cannot be read is answered with {"id"?, "error"}. Ends with the input.
 */
import { join } from "node:path";
import type { IdentifierType } from "../shared/domain/dlp/identifier-types.ts";
import { detectorVersion, scrub } from "../shared/domain/dlp/scrub.ts";
import { defaultPolicy, policyName } from "../shared/domain/dlp-policy/policy.ts";
import { modelDetectors } from "../shared/io/deidentification/model-detectors.ts";
import { engineVersion } from "../shared/io/deidentification/model-file.ts";
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
    return { id, spans: spans.map((span) => ({ ...span, type: categoryOf(span.type) })), redacted, by };
  } catch (error) {
    return { id, error: error instanceof SyntaxError ? "the line is not JSON" : (error as Error).message };
  }
};

const root = join(import.meta.dirname, "..");
const further = modelDetectors(root)("safe-harbor");
const by = `${policyName(defaultPolicy)} ${engineVersion(root, detectorVersion)}`;

await answerLines(answerTo);
