import * as z from "zod/mini";

const place = z.object({ start: z.int().check(z.nonnegative()), end: z.int().check(z.nonnegative()) });
const labelled = z.object({
  id: z.optional(z.union([z.string(), z.number()])),
  text: z.string(),
  spans: z.array(z.extend(place, { type: z.string() })),
  keep: z.optional(z.array(place)),
});

/** A message whose identifiers somebody marked: offsets in UTF-16 units, `end` exclusive. `keep` are terms that must stay. */
export type LabelledMessage = z.infer<typeof labelled>;

/** Why a line is no labelled message. It never quotes the line. */
export type BadLine = { readonly line: number; readonly fault: string };

export type LabelledLines = { readonly messages: readonly LabelledMessage[]; readonly badLines: readonly BadLine[] };

/** The labelled messages of a text of JSON lines, and the number of each line that is none. Empty lines are nothing. */
export const labelledLines = (text: string): LabelledLines => {
  const messages: LabelledMessage[] = [];
  const badLines: BadLine[] = [];
  text.split("\n").forEach((line, index) => {
    if (line.trim() === "") return;
    const read = messageIn(line);
    if (typeof read === "string") badLines.push({ line: index + 1, fault: read });
    else messages.push(read);
  });
  return { messages, badLines };
};

const messageIn = (line: string): LabelledMessage | string => {
  const parsed = jsonIn(line);
  if (parsed === undefined) return "is not JSON";
  const read = labelled.safeParse(parsed);
  if (!read.success) return `is not {id?, text, spans: [{start, end, type}], keep?}: ${faultyMembers(read.error)}`;
  const { text, spans, keep = [] } = read.data;
  const isOutside = [...spans, ...keep].some(({ start, end }) => start >= end || end > text.length);
  return isOutside ? "has an empty span, or one that ends behind the text" : read.data;
};

const jsonIn = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

const faultyMembers = ({ issues }: z.core.$ZodError): string =>
  [...new Set(issues.map(({ path }) => path.filter((step) => typeof step === "string").join(".") || "the whole line"))].join(
    ", ",
  );
