import httpJsonBodyParser from "@middy/http-json-body-parser";
import { canonicalJson } from "../canonical-json.ts";
import { Problem } from "../problem.ts";
import { type ApiEvent, headerOf, type Middleware } from "./chain-state.ts";
import { jsonFault } from "./json-scan.ts";

export type BodyRules = { readonly hasBody: boolean; readonly isBodyOptional?: boolean };

const maxBodyBytes = 128 * 1024;
const maxDepth = 16;

/**
 * Reads a JSON body of at most 128 KiB: size first, then encoding, then form; no decompression (TRAPS 15).
 * Leaves the value in the chain's `body` and its canonical text, for digests, in `bodyText`.
 */
export const jsonBody = (rules: BodyRules): Middleware => {
  const parser = httpJsonBodyParser();
  return {
    before: (request) => {
      const { event, context } = request;
      checkSize(event);
      if (!rules.hasBody || (rules.isBodyOptional === true && bodyOf(event) === "")) return;
      const text = checkedText(event);
      const parsed = { ...event, body: text, isBase64Encoded: false };
      parse(() => parser.before?.({ ...request, event: parsed } as never));
      context.chain.body = parsed.body;
      context.chain.bodyText = canonicalJson(parsed.body);
    },
  };
};

const checkedText = (event: ApiEvent): string => {
  if (headerOf(event, "content-encoding") !== undefined) throw new Problem("unsupported-media-type");
  const text = decodedText(event);
  const fault = jsonFault(text, maxDepth);
  if (fault !== undefined) throw new Problem("malformed-body", { reason: fault });
  return text;
};

/** The body as the gateway hands it over. Not every gateway keeps to text: a lone JSON literal may come as its value. */
const bodyOf = ({ body }: ApiEvent): string => String(body ?? "");

const checkSize = (event: ApiEvent): void => {
  const announced = Number(headerOf(event, "content-length") ?? 0);
  const body = bodyOf(event);
  const held = event.isBase64Encoded ? (body.length * 3) / 4 : Buffer.byteLength(body);
  if (announced > maxBodyBytes || held > maxBodyBytes) throw new Problem("payload-too-large");
};

/**
 * The body as text; bytes that are not UTF-8 are refused. A gateway that decoded the body itself has put U+FFFD in their place,
 * which shows in a length that no longer is the announced one.
 */
const decodedText = (event: ApiEvent): string => {
  const body = bodyOf(event);
  const announced = headerOf(event, "content-length");
  if (event.isBase64Encoded) return strictUtf8(Buffer.from(body, "base64"));
  const isDamaged = announced !== undefined && body.includes("\u{fffd}") && Number(announced) !== Buffer.byteLength(body);
  if (isDamaged) throw new Problem("malformed-body", { reason: "not-utf-8" });
  return body;
};

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const strictUtf8 = (bytes: Buffer): string => {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Problem("malformed-body", { reason: "not-utf-8" });
  }
};

/** The parser's errors carry the body: they end here and are nobody's `cause`. */
const parse = (run: () => void): void => {
  try {
    run();
  } catch (failure) {
    const isMediaType = failure instanceof Error && "statusCode" in failure && failure.statusCode === 415;
    throw new Problem(isMediaType ? "unsupported-media-type" : "malformed-body");
  }
};
