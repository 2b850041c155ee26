/** Thrown by a wrapper for bytes that no wrapping key of ours opens for this conversation. */
export class WrongWrapping extends Error {
  override readonly name = "WrongWrapping";
}
