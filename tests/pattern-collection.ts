import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "@swc/core";
import { cuesAfter, lastLine } from "../shared/domain/dlp-name-cues/cues-behind.ts";
import { cuesBefore } from "../shared/domain/dlp-name-cues/name-cues.ts";

/** A regular expression and the file of shared/ that it comes from. */
export type FoundPattern = { readonly file: string; readonly source: string; readonly flags: string };

const shared = join(import.meta.dirname, "../shared");
const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => join(folder, path));

/** Every regular expression that is written down in shared/. */
export const writtenPatterns = (): readonly FoundPattern[] =>
  filesOf(shared).flatMap((file) => {
    const parsed = parseSync(readFileSync(file, "utf8"), { syntax: "typescript", target: "es2024" });
    return literalsIn(parsed).map((literal) => ({ file, ...literal }));
  });

const literalsIn = (node: unknown): readonly Pick<FoundPattern, "source" | "flags">[] => {
  if (typeof node !== "object" || node === null) return [];
  const isLiteral = "type" in node && node.type === "RegExpLiteral" && "pattern" in node && "flags" in node;
  const own = isLiteral ? [{ source: String(node.pattern), flags: String(node.flags) }] : [];
  return [...own, ...Object.values(node).flatMap(literalsIn)];
};

/** Every regular expression that files of shared/ build from parts: while the rules and the wire shapes load, and while `work` runs. */
export const builtPatterns = async (work: () => Promise<void>): Promise<readonly FoundPattern[]> => {
  const found: FoundPattern[] = [];
  const original = globalThis.RegExp;
  globalThis.RegExp = new Proxy(original, {
    construct: (target, [source, flags]) => {
      const pattern = new target(source, flags);
      const file = callerIn(new Error().stack);
      if (file !== undefined) found.push({ file, source: pattern.source, flags: pattern.flags });
      return pattern;
    },
  });
  try {
    for (const file of [...filesOf(join(shared, "domain")), ...filesOf(join(shared, "contract"))]) await import(file);
    for (const { words } of [...cuesBefore, ...cuesAfter, lastLine]) words();
    await work();
  } finally {
    globalThis.RegExp = original;
  }
  return found;
};

/** The file of shared/ that asked for the pattern; undefined when a package did. */
const callerIn = (stack = ""): string | undefined => {
  const asking = stack.split("\n").find((line) => line.includes("    at ") && !line.includes("pattern-collection"));
  return /\/shared\/[\w./-]+\.ts/.exec(asking ?? "")?.[0];
};

/** What a pattern repeats without limit, once escapes and character classes are out of the way: "c+", ")*". */
export const unboundedIn = ({ source, flags }: Pick<FoundPattern, "source" | "flags">): readonly string[] => {
  const plain = source.replace(/\\./gu, "e");
  const isNested = flags.includes("v");
  return (isNested ? withoutNested(plain) : plain.replace(/\[[^\]]*\]/gu, "c")).match(/.(?:[*+]|\{\d+,\})/gu) ?? [];
};

const withoutNested = (source: string): string => {
  const plain = source.replace(/\[[^[\]]*\]/gu, "c");
  return plain === source ? plain : withoutNested(plain);
};
