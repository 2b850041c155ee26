import { type IdentifierType, identifierTypes, type Span } from "../../shared/domain/dlp/identifier-types.ts";

/** A message with what identifies somebody in it (`spans`) and the clinical terms that must stay (`keep`). */
export type MarkedMessage = {
  readonly id: string;
  readonly text: string;
  readonly spans: readonly Span[];
  readonly keep: readonly Place[];
};

type Place = { readonly start: number; readonly end: number };
type Mark = Place & { readonly type: IdentifierType | "KEEP" };

/**
 * The messages of a set file, with the marks taken out of the text: blocks divided by lines of `---`, in which
 * `{{NAME|Ana}}` is an identifier and `{{KEEP|Crohn's}}` a clinical term. Lines like `# case: lower` at the head of a block
 * are remarks. Offsets count UTF-16 units and `end` is exclusive; the ids are the prefix and the number of the block.
 */
export const parseMarkedSet = (text: string, prefix: string): readonly MarkedMessage[] => {
  const lines = text.replace(/\s+$/, "").split("\n");
  return divide(lines).map(({ firstLine, lines: block }, index) => {
    const id = `${prefix}-${String(index + 1).padStart(3, "0")}`;
    return parseMessage(withoutRemarks(block), { id, at: `${id} (line ${firstLine})` });
  });
};

type Block = { readonly firstLine: number; readonly lines: readonly string[] };
type Origin = { readonly id: string; readonly at: string };

const divide = (lines: readonly string[]): readonly Block[] => {
  const rules = lines.flatMap((line, index) => (line === "---" ? [index] : []));
  const starts = [0, ...rules.map((rule) => rule + 1)].filter((start) => start < lines.length);
  return starts.map((start, index) => ({ firstLine: start + 1, lines: lines.slice(start, rules[index]) }));
};

const withoutRemarks = (lines: readonly string[]): string => {
  const first = lines.findIndex((line) => !/^# [a-z][a-z-]*: /.test(line));
  return (first < 0 ? [] : lines.slice(first)).join("\n").replace(/^\n+|\n+$/g, "");
};

const parseMessage = (marked: string, { id, at }: Origin): MarkedMessage => {
  if (marked.trim() === "") throw new Error(`${at}: the message is empty`);
  const marks: Mark[] = [];
  let text = "";
  for (const part of partsOf(marked, at)) {
    if (typeof part === "string") text += part;
    else {
      marks.push({ start: text.length, end: text.length + part.value.length, type: part.type });
      text += part.value;
    }
  }
  const spans = marks.filter((mark): mark is Span => mark.type !== "KEEP");
  const keep = marks.filter(({ type }) => type === "KEEP").map(({ start, end }) => ({ start, end }));
  return { id, text, spans, keep };
};

type Part = string | { readonly type: IdentifierType | "KEEP"; readonly value: string };

/** Plain text and marks in turn: an odd place of the split lies between `{{` and `}}`. */
const partsOf = (marked: string, at: string): readonly Part[] =>
  marked.split(/(\{\{(?:(?!\{\{|\}\})[\s\S])*\}\})/).map((part, index) => (index % 2 === 0 ? plain(part, at) : mark(part, at)));

const plain = (part: string, at: string): string => {
  const [brace] = part.match(/\{\{|\}\}/) ?? [];
  if (brace === "{{") throw new Error(`${at}: a {{ is not closed, or holds another mark: ${excerpt(part, brace)}`);
  if (brace) throw new Error(`${at}: a }} closes nothing: ${excerpt(part, brace)}`);
  return part;
};

const mark = (part: string, at: string): Part => {
  const [, type, value] = part.match(/^\{\{([A-Z_]+)\|([\s\S]*)\}\}$/) ?? [];
  if (type === undefined || value === undefined) throw new Error(`${at}: a mark is {{TYPE|value}}, not ${part}`);
  if (!isMarkType(type)) throw new Error(`${at}: no type is called ${type}`);
  if (value.trim() === "") throw new Error(`${at}: the ${type} is empty`);
  if (value.trim() !== value) throw new Error(`${at}: blanks belong outside the mark: ${part}`);
  return { type, value };
};

const isMarkType = (type: string): type is IdentifierType | "KEEP" => type === "KEEP" || Object.hasOwn(identifierTypes, type);

const excerpt = (part: string, brace: string): string => {
  const start = part.indexOf(brace);
  return part.slice(Math.max(0, start - 15), start + 25);
};
