/** Whether a text holds this many signs or letters of ASCII in a row, without a blank. Looks at one in as many, where words are short. */
export const holdsRun = (text: string, length: number): boolean => {
  for (let last = length - 1; last < text.length; ) {
    let first = last;
    while (first > last - length && isInRun(text.charCodeAt(first))) first -= 1;
    if (first === last - length) return true;
    last = first + length;
  }
  return false;
};

const isInRun = (code: number): boolean => code > 0x20 && code < 0x7f;
