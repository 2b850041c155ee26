import { runInNewContext } from "node:vm";
import { brotliCompressSync, constants } from "node:zlib";
import { parseSync } from "@swc/core";

/** A module in fewer letters, and what it reads its words from: they are its longer texts and patterns, compressed. */
export type Lean = { readonly code: string; readonly words: Buffer };

/** What is shorter saves nothing. */
const shortest = 14;
/** The name of the list in the module; nothing else there has it. */
const list = "$ws";
const divider = "\0";

/**
 * The same module with its texts and patterns, as far as they are made once while it loads, in a file beside it: most of the
 * engine is vocabulary, which is small when compressed and then need not be read as code.
 */
export const withoutWords = (code: string, fileName: string): Lean => {
  const found = literalsOf(code);
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => numbers.get(text) ?? numbers.set(text, numbers.size).size - 1;
  let lean = reading(fileName);
  let copied = 0;
  for (const { start, end, text, write } of found) {
    const before = code.slice(copied, start);
    // `return"…"` needs no blank, and its word does.
    lean += before + (/[\w$]$/.test(before) ? " " : "") + write(`${list}[${numberOf(text)}]`);
    copied = end;
  }
  if (code.includes(list) || found.some(({ text }) => text.includes(divider))) throw new Error("the words cannot be told apart");
  const words = brotliCompressSync([...numbers.keys()].join(divider), {
    params: { [constants.BROTLI_PARAM_SIZE_HINT]: code.length },
  });
  return { code: lean + code.slice(copied), words };
};

const reading = (fileName: string): string =>
  `import{readFileSync as $read}from"node:fs";import{brotliDecompressSync as $open}from"node:zlib";const ${list}=\`\${$open($read(new URL("${fileName}",import.meta.url)))}\`.split("\\0");`;

type Literal = { readonly start: number; readonly end: number; readonly text: string; readonly write: (word: string) => string };

type Node = { readonly type: string; readonly span: { readonly start: number; readonly end: number } };

/** In the order of the module. Inside functions no pattern is taken: it would be made anew for each call. */
const literalsOf = (code: string): readonly Literal[] => {
  const bytes = Buffer.from(marker + code);
  const parsed = parseSync(marker + code, { syntax: "ecmascript", target: "es2024" });
  const base = parsed.body[0]?.span.start ?? 0;
  const at = (byte: number): number => bytes.subarray(0, byte - base).toString("utf8").length - marker.length;
  return nodesOf(parsed)
    .flatMap(({ type, span }) => {
      const [start, end] = [at(span.start), at(span.end)];
      return literal(type, code.slice(start, end)).map((taken) => ({ ...taken, start, end }));
    })
    .filter(({ text }) => text.length >= shortest && text.isWellFormed())
    .sort((left, right) => left.start - right.start);
};

/** A statement in front of the module, which tells where the parser counts from. */
const marker = "0;";

const isNode = (value: object): value is Node => "type" in value && typeof value.type === "string" && "span" in value;

const leftAlone = /^(?:Import|Tagged|Export)/;
const functions = /^(?:ArrowFunction|Function|Class|Method)/;
const texts = new Set(["StringLiteral", "TemplateElement"]);

const nodesOf = (value: unknown, isCalled = false): readonly Node[] => {
  if (typeof value !== "object" || value === null) return [];
  if (!isNode(value)) return inside(value, isCalled);
  if (texts.has(value.type) || (value.type === "RegExpLiteral" && !isCalled)) return [value];
  return leftAlone.test(value.type) ? [] : inside(value, isCalled || functions.test(value.type));
};

/** A name of a property stays. */
const inside = (value: object, isCalled: boolean): readonly Node[] =>
  Object.entries(value).flatMap(([name, child]) => (name === "key" ? [] : nodesOf(child, isCalled)));

/** What a literal says, and what is written for it when a word says that. */
const literal = (type: string, source: string): readonly Pick<Literal, "text" | "write">[] => {
  if (type === "StringLiteral") return [{ text: textOf(source), write: (word) => word }];
  if (type === "TemplateElement") return [{ text: textOf(`\`${source}\``), write: (word) => `\${${word}}` }];
  const end = source.lastIndexOf("/");
  const flags = end === source.length - 1 ? "" : `,"${source.slice(end + 1)}"`;
  return [{ text: source.slice(1, end), write: (word) => `RegExp(${word}${flags})` }];
};

const textOf = (source: string): string => String(runInNewContext(source));
