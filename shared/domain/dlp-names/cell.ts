/** The number at a place of a column; 0 outside of it. */
export const cell = (column: { readonly [at: number]: number }, at: number): number => column[at] ?? 0;

/** As `cell`, for one kind of column each: engines make these fast where one that takes all kinds stays slow. */
export const intAt = (column: Int32Array, at: number): number => column[at] ?? 0;
export const byteAt = (column: Uint8Array, at: number): number => column[at] ?? 0;
