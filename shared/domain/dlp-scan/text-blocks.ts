/** A text of more letters than this is divided into blocks, so that it is known where in it words stand. */
const longestWhole = 256;
const leastShift = 3;

/** Sets of blocks have a bit for each, in so many numbers at most. */
export const mostNumbers = 32;

/** The blocks of the text that was read: how many, in how many numbers, and the letters of each as a power of two. None of a short text. */
export const blocks = { count: 0, numbers: 0, shift: leastShift };

/** Divides a text of this length. */
export const divide = (length: number): void => {
  let shift = leastShift;
  while (length > (mostNumbers * 32) << shift) shift += 1;
  blocks.shift = shift;
  blocks.count = length > longestWhole ? Math.ceil(length / (1 << shift)) : 0;
  blocks.numbers = Math.ceil(blocks.count / 32);
};
