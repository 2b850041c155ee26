import { Problem } from "../../problem.ts";

const form = /^sessions:(\d{1,6})$/;

/** The opaque text by which a caller asks for the page of sessions after this slot. */
export const sessionCursorOf = (slot: number): string => Buffer.from(`sessions:${slot}`).toString("base64url");

/** The slot in a cursor; 422 for a text that no page gave out. It leads through the caller's own pool, whatever it says. */
export const slotOfCursor = (cursor: string): number => {
  const slot = form.exec(Buffer.from(cursor, "base64url").toString("latin1"))?.[1];
  if (slot === undefined || sessionCursorOf(Number(slot)) !== cursor)
    throw new Problem("invalid-request", { field: "query.cursor" });
  return Number(slot);
};
