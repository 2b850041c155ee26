/** The time budget ended before the text was fully scanned. Whoever catches it must not use the text. */
export class ScrubOutOfTime extends Error {
  override readonly name = "ScrubOutOfTime";
}
