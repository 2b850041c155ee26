import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type MarkedMessage, parseMarkedSet } from "./marked-set.ts";

const folder = join(import.meta.dirname, "clinical-chat");

/** The names of all sets of clinical-chat, without the ending of their files. */
export const setNames = (): readonly string[] =>
  readdirSync(folder).flatMap((name) => (name.endsWith(".txt") ? [name.slice(0, -".txt".length)] : []));

/** The messages of one of them. */
export const readMarkedSet = (name: string): readonly MarkedMessage[] =>
  parseMarkedSet(readFileSync(join(folder, `${name}.txt`), "utf8"), name);

/** Every fourth message of all of them together: what an engine is held against where all would take too long. */
export const fourthOfAll = (): readonly string[] =>
  setNames()
    .flatMap(readMarkedSet)
    .flatMap(({ text }, index) => (index % 4 === 0 ? [text] : []));
