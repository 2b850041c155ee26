/** The text without any of these characters at its front and at its back. */
export const withoutEdges = (text: string, { front, back }: { readonly front: string; readonly back: string }): string => {
  let start = 0;
  let end = text.length;
  while (start < end && front.includes(text.charAt(start))) start += 1;
  while (end > start && back.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
};
