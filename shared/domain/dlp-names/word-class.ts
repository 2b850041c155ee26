/** 3 for words of everyday speech, 2 for words in use, 1 for words of the dictionary alone. */
export const howCommon = (listed: number): number => (listed >>> 2) & 3;

/** What a word is listed as beside names: `list`, or 0. */
export const listOf = (listed: number): number => listed >>> 4;
export const list = { place: 1, medical: 2, company: 3 } as const;

/** The bits of given and family names. */
export const nameList = { given: 1, family: 2, any: 3 } as const;
