import { runInNewContext } from "node:vm";
import { brotliCompressSync, constants } from "node:zlib";
import { parseSync } from "@swc/core";
import { ordered } from "./order-words.ts";

/** A module in fewer letters, and what it reads its words from: they are its longer texts and patterns, compressed. */
export type Lean = { readonly code: string; readonly words: Buffer };

/** What is shorter saves nothing, as it is written instead. */
const shortest = { text: 7, part: 10, pattern: 12 } as const;
/** The names of the list in the module, of what makes a pattern, and of what makes one once; nothing else there has them. */
const list = "$ws";
const make = "$rx";
const once = "$re";
const divider = "\0";

/**
 * The same module with its texts and patterns in a file beside it: most of the engine is vocabulary, which is small when
 * compressed and then need not be read as code.
 */
export const withoutWords = (code: string, fileName: string): Lean => {
  const found = literalsOf(code);
  const keys = ordered([...new Set(found.map(keyOf))]);
  const numbers = new Map(keys.map((key, number) => [key, number]));
  let lean = reading(fileName);
  let copied = 0;
  for (const each of found) {
    const { start, end, write } = each;
    const before = code.slice(copied, start);
    // `return"…"` needs no blank, and its word does.
    lean += before + (/[\w$]$/.test(before) ? " " : "") + write(numbers.get(keyOf(each)) ?? 0);
    copied = end;
  }
  if ([list, make, once].some((name) => code.includes(name)) || found.some(({ text }) => text.includes(divider)))
    throw new Error("the words cannot be told apart");
  const words = brotliCompressSync(keys.map((key) => key.split(divider, 1)[0]).join(divider), {
    params: { [constants.BROTLI_PARAM_SIZE_HINT]: code.length },
  });
  return { code: (lean + code.slice(copied)).replace(/(?<![\w$.])RegExp\(/g, `${make}(`), words };
};

const reading = (fileName: string): string =>
  `import{readFileSync as $read}from"node:fs";import{brotliDecompressSync as $open}from"node:zlib";const ${list}=\`\${$open($read(new URL("${fileName}",import.meta.url)))}\`.split("\\0"),${make}=RegExp,$made=[],${once}=(n,f)=>$made[n]??=${make}(${list}[n],f);`;

type Said = {
  readonly text: string;
  /** How short it may be. */
  readonly least: number;
  /** The flags of a pattern that is made once: with others it is another word. */
  readonly kind?: string;
  readonly write: (word: number) => string;
};
type Literal = Said & { readonly start: number; readonly end: number };

/** What tells one word from another. */
const keyOf = ({ text, kind = "" }: Literal): string => text + divider + kind;

type Node = { readonly type: string; readonly span: { readonly start: number; readonly end: number } };
type Found = Node & { readonly isCalled: boolean };

/** In the order of the module. */
const literalsOf = (code: string): readonly Literal[] => {
  const bytes = Buffer.from(marker + code);
  const parsed = parseSync(marker + code, { syntax: "ecmascript", target: "es2024" });
  const base = parsed.body[0]?.span.start ?? 0;
  const at = (byte: number): number => bytes.subarray(0, byte - base).toString("utf8").length - marker.length;
  return nodesOf(parsed, false)
    .flatMap(({ type, span, isCalled }) => {
      const [start, end] = [at(span.start), at(span.end)];
      return literal(type, code.slice(start, end), isCalled).map((taken) => ({ ...taken, start, end }));
    })
    .filter(({ text, least }) => text.length >= least && text.isWellFormed())
    .sort((left, right) => left.start - right.start);
};

/** A statement in front of the module, which tells where the parser counts from. */
const marker = "0;";

const isNode = (value: object): value is Node => "type" in value && typeof value.type === "string" && "span" in value;

const leftAlone = /^(?:Import|Tagged|Export)/;
const functions = /^(?:ArrowFunction|Function|Class|Method)/;
const literals = new Set(["RegExpLiteral", "StringLiteral", "TemplateElement"]);

const nodesOf = (value: unknown, isCalled: boolean): readonly Found[] => {
  if (typeof value !== "object" || value === null) return [];
  if (!isNode(value)) return inside(value, isCalled);
  if (literals.has(value.type)) return [{ ...value, isCalled }];
  return leftAlone.test(value.type) ? [] : inside(value, isCalled || functions.test(value.type));
};

/** A name of a property stays. */
const inside = (value: object, isCalled: boolean): readonly Found[] =>
  Object.entries(value).flatMap(([name, child]) => (name === "key" ? [] : nodesOf(child, isCalled)));

/** What a literal says, and what is written for it when a word says that. */
const literal = (type: string, source: string, isCalled: boolean): readonly Said[] => {
  if (type === "StringLiteral") return [{ text: textOf(source), least: shortest.text, write: (word) => `${list}[${word}]` }];
  if (type === "TemplateElement")
    return [{ text: textOf(`\`${source}\``), least: shortest.part, write: (word) => `\${${list}[${word}]}` }];
  return pattern(source, isCalled);
};

/** A pattern in a function would be made anew for each call, so it is kept: unless it remembers where it was, which another call must not see. */
const pattern = (source: string, isCalled: boolean): readonly Said[] => {
  const end = source.lastIndexOf("/");
  const flags = source.slice(end + 1);
  const text = source.slice(1, end);
  const more = flags === "" ? "" : `,"${flags}"`;
  if (!isCalled) return [{ text, least: shortest.pattern, write: (word) => `${make}(${list}[${word}]${more})` }];
  return /[gy]/.test(flags)
    ? []
    : [{ text, least: shortest.pattern, kind: `/${flags}`, write: (word) => `${once}(${word}${more})` }];
};

const textOf = (source: string): string => String(runInNewContext(source));
