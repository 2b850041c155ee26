/** The value is nested deeper than the walk goes. Whoever catches it must not use the value. */
export class ScrubTooDeep extends Error {
  override readonly name = "ScrubTooDeep";
}
