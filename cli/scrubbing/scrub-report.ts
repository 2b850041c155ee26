import { type Run, wordsOf } from "../command-line.ts";
import { printed, table } from "../print.ts";
import { type BadLine, labelledLines } from "./labelled-lines.ts";
import { type Score, scoreMessages, type TypeScore } from "./score-messages.ts";
import { engineOf, textOf } from "./scrub-engine.ts";

/** How well the engine does on a tenant's own labelled messages, type by type. Bad lines are named and left out. */
export const scrubReport: Run = async (words, options) => {
  const { FILE } = wordsOf(words, "FILE");
  const engine = await engineOf(options);
  const { messages, badLines } = labelledLines(await textOf(FILE));
  const score = scoreMessages(messages, (text) => engine.search(text).spans);
  const report = { by: engine.by, ...score, badLines };
  return printed(options, report, () => [rowsOf(score), "", ...remarks(score), "", ...faults(badLines), engine.by].join("\n"));
};

const columns = ["type", "spans", "removed %", "characters left %", "false hits"];

const rowsOf = ({ types }: Score): string => table([...types.map(rowOf), rowOf(sumOf(types))], columns);

const rowOf = ({ type, spans, removed, characters, charactersLeft, falseHits }: TypeScore) => ({
  type,
  spans,
  "removed %": percent(removed, spans),
  "characters left %": percent(charactersLeft, characters),
  "false hits": falseHits,
});

const sumOf = (types: readonly TypeScore[]): TypeScore =>
  types.reduce(
    (sum, row) => ({
      type: "all",
      spans: sum.spans + row.spans,
      removed: sum.removed + row.removed,
      characters: sum.characters + row.characters,
      charactersLeft: sum.charactersLeft + row.charactersLeft,
      falseHits: sum.falseHits + row.falseHits,
    }),
    { type: "all", spans: 0, removed: 0, characters: 0, charactersLeft: 0, falseHits: 0 },
  );

const remarks = ({ messages, terms }: Score): readonly string[] => [
  `messages with identifiers  ${messages.marked}, with anything left of one ${share(messages.leaking, messages.marked)}`,
  `messages without           ${messages.clean}, altered ${share(messages.altered, messages.clean)}`,
  ...(terms.marked === 0 ? [] : [`terms to keep              ${terms.marked}, lost ${share(terms.lost, terms.marked)}`]),
];

const faults = (badLines: readonly BadLine[]): readonly string[] =>
  badLines.length === 0 ? [] : [...badLines.map(({ line, fault }) => `line ${line} was left out: it ${fault}`), ""];

const percent = (part: number, whole: number): string => (whole === 0 ? "-" : ((100 * part) / whole).toFixed(1));

const share = (part: number, whole: number): string => (whole === 0 ? String(part) : `${part} (${percent(part, whole)} %)`);
