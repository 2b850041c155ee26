/** The languages whose month names are read. Where two share a name, the earlier one wins. */
export const languages = ["en", "es", "fr", "de", "it", "pt"] as const;
export type Language = (typeof languages)[number];

/** What a word says: the month, in which language, abbreviated or not. */
export type MonthName = { readonly month: number; readonly language: Language; readonly isShort: boolean };

type Names = { readonly long: readonly string[]; readonly short: readonly string[] };

const names = (long: string, short: string): Names => ({ long: long.split(" "), short: short.split(" ") });

const byLanguage = {
  en: names(
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
  ),
  es: names(
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene feb mar abr may jun jul ago sep oct nov dic",
  ),
  fr: names(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr mars avr mai juin juil août sept oct nov déc",
  ),
  de: names(
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jan feb mär apr mai jun jul aug sep okt nov dez",
  ),
  it: names(
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "gen feb mar apr mag giu lug ago set ott nov dic",
  ),
  pt: names(
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "jan fev mar abr mai jun jul ago set out nov dez",
  ),
} as const satisfies Record<Language, Names>;

/** Other spellings in use, as month number and words. */
const variants: readonly (readonly [Language, number, string])[] = [
  ["en", 9, "sept"],
  ["en", 6, "june"],
  ["es", 9, "setiembre"],
  ["fr", 2, "fevrier"],
  ["fr", 8, "aout"],
  ["fr", 12, "decembre"],
  ["de", 1, "jänner"],
  ["de", 3, "maerz"],
  ["de", 3, "marz"],
  ["pt", 3, "marco"],
];

/** Words that are no month in any text a chat sees often: "3 days ago", "set", "out", "gen", "mag". */
const tooCommon = new Set(["fev", "ago", "set", "out", "gen", "mag", "lug", "ott"]);

const collect = (): ReadonlyMap<string, readonly MonthName[]> => {
  const found = new Map<string, MonthName[]>();
  const add = (word: string, name: MonthName) => {
    if (!tooCommon.has(word)) found.set(word, [...(found.get(word) ?? []), name]);
  };
  for (const language of languages) {
    byLanguage[language].long.forEach((word, at) => {
      add(word, { month: at + 1, language, isShort: false });
    });
    byLanguage[language].short.forEach((word, at) => {
      add(word, { month: at + 1, language, isShort: true });
    });
  }
  for (const [language, month, word] of variants) add(word, { month, language, isShort: word === "sept" });
  return found;
};

const known = collect();

/** Source of a pattern for a month's name, longest first. */
export const monthPattern = `(?:${[...known.keys()].sort((left, right) => right.length - left.length).join("|")})(?![a-z\\u00e0-\\u00ff])`;

/** The month a word names, in the preferred language if it is a word of that one. */
export const readMonthName = (word: string, preferred?: Language): MonthName | undefined => {
  const found = known.get(word.toLowerCase());
  return found?.find(({ language }) => language === preferred) ?? found?.[0];
};

/** The month's name in the language, length and letter case of a sample. */
export const spellMonth = (month: number, { sample, language, isShort }: MonthSample): string => {
  const word = byLanguage[language][isShort ? "short" : "long"][month - 1] ?? "";
  return matchCase(word, sample);
};

export type MonthSample = Pick<MonthName, "language" | "isShort"> & { readonly sample: string };

/** The word in the letter case of the sample: capitals, a capital, or none. */
export const matchCase = (word: string, sample: string): string => {
  if (sample.length > 1 && sample === sample.toUpperCase()) return word.toUpperCase();
  return /^\p{Lu}/u.test(sample) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
};
