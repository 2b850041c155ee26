const endings = [
  "ingly",
  "edly",
  "fulness",
  "iveness",
  "ation",
  "ment",
  "ness",
  "ally",
  "ing",
  "ied",
  "ed",
  "er",
  "ly",
  "al",
  "ion",
];
const leastStem = 4;

/** The stem of a word in small letters: different forms of a word share one. Placeholders and numbers are their own. */
export const stemOf = (word: string): string => {
  if (word.length < leastStem || !/^[a-z]+(?:'[a-z]+)?$/.test(word)) return word;
  return closed(withoutEnding(withoutPlural(word.replace(/'(?:s|re|ve|ll|d|m)$/, ""))));
};

const withoutPlural = (word: string): string => {
  if (/(?:sses|shes|ches|xes)$/.test(word)) return word.slice(0, -2);
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  return word.endsWith("s") && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
};

const withoutEnding = (word: string): string => {
  const ending = endings.find((each) => word.endsWith(each) && word.length - each.length >= leastStem);
  if (ending === undefined) return word;
  return `${word.slice(0, -ending.length)}${ending === "ied" ? "y" : ""}`;
};

/** "stopp" and "stop", "hope" and "hop(ing)", "happy" and "happi(ness)" meet here. */
const closed = (word: string): string => {
  if (word.length <= 4) return word;
  const single = /([bdfglmnprt])\1$/.test(word) ? word.slice(0, -1) : word;
  const bare = single.length > 4 && single.endsWith("e") ? single.slice(0, -1) : single;
  return bare.length > 4 && bare.endsWith("y") ? `${bare.slice(0, -1)}i` : bare;
};
