/** Ways to write a character that a reader or a browser undoes: HTML entities, percent and string escapes, "[at]". */
export const escapePattern = [
  "&(?:amp;){0,3}(?:#\\d{1,7}|#x[\\da-f]{1,6}|[a-z]{2,8});?",
  "%(?:25){0,3}[2-7][\\da-f]",
  "(?:%[c-f][\\da-f])(?:%[89ab][\\da-f]){1,3}",
  "\\\\u00[2-7][\\da-f]",
  "\\\\x[2-7][\\da-f]",
  "[ ]?[[({<][ ]?(?:at|dot|[.@])[ ]?[\\])}>][ ]?",
].join("|");

/** The characters an escape stands for; an escape nobody knows stays as it is. */
export const decodeEscape = (written: string): string => {
  if (written.startsWith("&")) return decodeEntity(written);
  if (written.startsWith("%")) return decodePercent(written.replace(/%(?:25){1,3}(?=[2-7])/, "%"));
  if (written.startsWith("\\")) return String.fromCodePoint(Number.parseInt(written.slice(2), 16));
  return /at|@/i.test(written) ? "@" : ".";
};

const entities: Readonly<Record<string, string>> = {
  commat: "@",
  period: ".",
  colon: ":",
  sol: "/",
  plus: "+",
  num: "#",
  hyphen: "-",
  dash: "-",
  ndash: "-",
  mdash: "-",
  minus: "-",
  shy: "",
  zwj: "",
  zwnj: "",
  nbsp: " ",
  ensp: " ",
  emsp: " ",
  thinsp: " ",
  lowbar: "_",
  lpar: "(",
  rpar: ")",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  amp: "&",
};

const decodeEntity = (written: string): string => {
  const name = written.replace(/^&(?:amp;){0,3}|;$/gi, "").toLowerCase();
  if (name.startsWith("#x")) return fromCode(Number.parseInt(name.slice(2), 16), written);
  if (name.startsWith("#")) return fromCode(Number(name.slice(1)), written);
  return Object.hasOwn(entities, name) ? (entities[name] ?? written) : written;
};

const fromCode = (code: number, written: string): string => {
  const isCharacter = code >= 0x20 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : written;
};

const decodePercent = (written: string): string => {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
};
