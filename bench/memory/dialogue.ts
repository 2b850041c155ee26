import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { TurnContent } from "../../shared/domain/conversation/turn.ts";
import { parseMarkedSet } from "../../tests/sets/marked-set.ts";

const ownMessages = ["development", "held-out"].map((name) =>
  join(import.meta.dirname, `../../tests/sets/clinical-chat/${name}.txt`),
);

/** Turns of two messages each: of the dialogues in a CSV file, or our own messages without their marks. */
export const dialogue = async (): Promise<readonly TurnContent[]> => {
  const file = process.env.PICASSO_DIALOGUES;
  const lines = file === undefined ? await ownLines() : spokenLines(await readFile(file, "utf8"));
  return Array.from({ length: Math.floor(lines.length / 2) }, (_, index) => ({
    messages: [
      { role: "user", content: lines[2 * index] ?? "" },
      { role: "assistant", content: lines[2 * index + 1] ?? "" },
    ],
  }));
};

const ownLines = async (): Promise<readonly string[]> => {
  const texts = await Promise.all(ownMessages.map((path) => readFile(path, "utf8")));
  return texts.flatMap((text) => parseMarkedSet(text, "own")).map(({ text }) => text);
};

/** Lines as `[doctor] hello`, in whatever column they stand. */
const spokenLines = (csv: string): readonly string[] =>
  [...csv.matchAll(/^"?(?:[^"\n]*")?\[(?:doctor|patient)\] (.+)$/gm)].map(([, said = ""]) => said);
