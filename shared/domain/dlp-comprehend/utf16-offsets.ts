/** The UTF-16 offset of a text's code point by its number; the end of the text for numbers beyond it. */
export const utf16Offsets = (text: string): ((codePoints: number) => number) => {
  if (!/[\uD800-\uDBFF]/.test(text)) return (codePoints) => Math.min(codePoints, text.length);
  const offsets: number[] = [];
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) offsets.push(at);
  return (codePoints) => offsets[codePoints] ?? text.length;
};
