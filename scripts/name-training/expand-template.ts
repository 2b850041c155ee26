import type { Dice } from "./dice.ts";
import type { SlotFiller } from "./fill-slots.ts";
import type { Marked } from "./marked-text.ts";

/** One text of a template: a way chosen at each `(this|that)`, `{slots}` filled, `\n` a line end. */
export const expandTemplate = (template: string, fill: SlotFiller, dice: Dice): Marked => {
  const chosen = chooseWays(template, dice).replaceAll("\\n", "\n").replaceAll("\\t", "\t");
  return chosen
    .split(/(\{[a-z0-9]+\})/)
    .filter((part) => part !== "")
    .flatMap((part) => (/^\{[a-z0-9]+\}$/.test(part) ? fill(part.slice(1, -1)) : [{ text: part, tag: "OTHER" as const }]));
};

/** Parentheses without a bar inside are what they look like. */
const innermost = /\(([^()|]*(?:\|[^()|]*)+)\)/g;

const chooseWays = (template: string, dice: Dice): string => {
  let text = template;
  for (let depth = 0; depth < 4; depth += 1) text = text.replace(innermost, (_, ways: string) => dice.pick(ways.split("|")));
  return text.replace(/ {2,}/g, " ");
};
