/** What a turn adds to, or a summary takes from, what is not summarised yet. */
export type Amount = { readonly messages: number; readonly bytes: number };

export const nothing: Amount = { messages: 0, bytes: 0 };

export const plus = (a: Amount, b: Amount): Amount => ({ messages: a.messages + b.messages, bytes: a.bytes + b.bytes });

/** What is left; never less than nothing, because turns may have expired uncounted. */
export const minus = (a: Amount, b: Amount): Amount => ({
  messages: Math.max(0, a.messages - b.messages),
  bytes: Math.max(0, a.bytes - b.bytes),
});
