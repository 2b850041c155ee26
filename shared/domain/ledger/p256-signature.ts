/** Order of the group of P-256 (SEC 2, 2.4.2). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const numberBytes = 32;

const numberIn = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString("hex") || "0"}`);
const bytesOf = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(2 * numberBytes, "0"), "hex");

/** Whether s of a signature of r and s, 32 bytes each, is in the lower half: of the two signatures that are always valid together, the one that counts. */
export const isLowHalf = (value: Buffer): boolean => numberIn(value.subarray(numberBytes)) <= order / 2n;

/** An ECDSA signature as KMS gives it, a DER sequence of two integers, as r and s of 32 bytes each, s in the lower half. Throws on anything else. */
export const rawSignature = (der: Uint8Array): Buffer => {
  const content = tagged(Buffer.from(der), 0x30);
  const r = tagged(content.value, 0x02);
  const s = tagged(r.rest, 0x02);
  if (content.rest.length + s.rest.length > 0) throw new RangeError("more than a signature");
  const sNumber = numberIn(s.value);
  return Buffer.concat([bytesOf(numberIn(r.value)), bytesOf(sNumber <= order / 2n ? sNumber : order - sNumber)]);
};

/** The value of the DER element in front, and what follows it. Lengths of signatures fit into one byte. */
const tagged = (bytes: Buffer, tag: number): { readonly value: Buffer; readonly rest: Buffer } => {
  const [first, length = 0] = bytes;
  if (first !== tag || length > 0x7f || bytes.length < 2 + length) throw new RangeError("no signature");
  return { value: bytes.subarray(2, 2 + length), rest: bytes.subarray(2 + length) };
};
