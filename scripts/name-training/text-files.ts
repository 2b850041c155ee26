import { readFileSync } from "node:fs";
import { join } from "node:path";

const folder = import.meta.dirname;

/** The lines of a template file that are no comments. */
export const readTemplates = (name: string): readonly string[] =>
  readFileSync(join(folder, "templates", `${name}.txt`), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));

/** The lists of a file of `name: word|word|…` lines. */
export const readLists = (name: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    readTemplates(name).map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 2).split("|")] as const;
    }),
  );

/** Names of drugs, rare and foreign ones too. */
export const readDrugs = (): readonly string[] => readTemplates("drugs").flatMap((line) => line.split(" "));

/** Terms of medicine, of one word or more: conditions, tests and drugs. */
export const readTerms = (): readonly string[] =>
  ["conditions", "tests", "drugs"].flatMap((name) =>
    readFileSync(join(folder, "../terms", `${name}.txt`), "utf8")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#")),
  );

/** The texts of a file, which stand apart by lines of three dashes. */
export const readTexts = (name: string): readonly string[] =>
  readFileSync(join(folder, "texts", `${name}.txt`), "utf8").split("\n---\n");
