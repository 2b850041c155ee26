/** Names of a HEAD's attributes: short, for a conversation whose turns have expired is little more than its head. */
export const headNames = {
  subject: "s",
  /** Absent while it is active. */
  status: "st",
  epoch: "e",
  turn: "t",
  startedAt: "a",
  createdAt: "c",
  lastTurnAt: "l",
  lastTurnEnds: "x",
  rowsEnd: "r",
  holds: "holds",
  erasure: "erasure",
  families: "f",
  slot: "slot",
  leased: "leased",
  sequence: "n",
  chainHash: "h",
  turnHash: "th",
  summarized: "m",
  memoryVersion: "v",
  messages: "um",
  size: "ub",
  aliases: "al",
  asked: "asked",
} as const;

/** Names of a SUMMARY's attributes. */
export const memoryNames = { version: "v", body: "b" } as const;

/** Names of a key row's attributes. */
export const keyNames = { keyId: "id", version: "v", wrapped: "w", since: "s", older: "o" } as const;
