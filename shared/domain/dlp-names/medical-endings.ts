/** The last four letters of words of medicine that hardly any name ends in: "bronchitis", "lansoprazole", "hemianopia". */
const endings =
  "itis osis opia tomy copy logy lgia uria egia esis ysis pnea rhea cyte aphy etry umab imab inib clib pril zole ycin olol tide ptin ozin zide mide ovir avir zine itol emic otic itic azam olam oxib ride xant".split(
    " ",
  );

const packed: ReadonlySet<number> = new Set(
  endings.map((ending) => [...ending].reduce((code, letter) => (code << 8) | letter.charCodeAt(0), 0)),
);

/** Whether a word of that ending, as a token's column holds it, is one of medicine. */
export const endsAsMedicine = (tail: number): boolean => packed.has(tail);
