/** What is wrong with a JSON text beyond what JSON.parse refuses. */
export type JsonFault = "too-deep" | "duplicate-member";

/**
 * Finds nesting beyond `maxDepth` and members named twice in one object, in one pass over the text. Undefined when neither is
 * there; says nothing on whether the text is JSON at all.
 */
export const jsonFault = (text: string, maxDepth: number): JsonFault | undefined => {
  const structural = /["{}[\]]/g;
  const open: (Set<string> | undefined)[] = [];
  for (let found = structural.exec(text); found !== null; found = structural.exec(text)) {
    const [character] = found;
    const string = { start: found.index, end: character === '"' ? stringEnd(text, found.index) : found.index };
    structural.lastIndex = string.end + 1;
    if (character === '"' && isSecondOfItsName(text, string, open.at(-1))) return "duplicate-member";
    if (nest(open, character) > maxDepth) return "too-deep";
  }
  return undefined;
};

/** Opens or closes a level; objects remember their names. Returns the depth after it. */
const nest = (open: (Set<string> | undefined)[], character: string): number => {
  if (character === "{") open.push(new Set());
  if (character === "[") open.push(undefined);
  if (character === "}" || character === "]") open.pop();
  return open.length;
};

/** Index of the quote that ends the string begun at `start`; the text's length when none does. */
const stringEnd = (text: string, start: number): number => {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== 0x22) at += text.charCodeAt(at) === 0x5c ? 2 : 1;
  return at;
};

const afterName = /[ \t\r\n]*:/y;

const isSecondOfItsName = (
  text: string,
  string: { readonly start: number; readonly end: number },
  names: Set<string> | undefined,
): boolean => {
  afterName.lastIndex = string.end + 1;
  if (names === undefined || !afterName.test(text)) return false;
  const name = decoded(text.slice(string.start, string.end + 1));
  if (names.has(name)) return true;
  names.add(name);
  return false;
};

const decoded = (quoted: string): string => {
  if (!quoted.includes("\\")) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
};
