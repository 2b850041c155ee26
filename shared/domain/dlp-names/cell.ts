/** The number at a place of a column; 0 outside of it. */
export const cell = (column: { readonly [at: number]: number }, at: number): number => column[at] ?? 0;
