import { deflateRawSync, inflateRawSync } from "node:zlib";

/** What chat turns have in common; a shared start lets even a first short turn compress. Changing it needs a new method byte. */
const dictionary = Buffer.from(
  '","metadata":{"channel":"widget","locale":"en-US"},"toolCallId":"call_","name":"' +
    " thank you you're welcome I understand can you tell me more about how long have you had the pain appointment medication " +
    "doctor please let me know if you have any questions what is your date of birth I have been taking mg twice a day since " +
    'yesterday and the symptoms are [NAME] [DATE] [PHONE] [EMAIL]"}]}{"messages":[{"role":"system","content":"' +
    '{"messages":[{"role":"tool","content":"{"messages":[{"role":"user","content":"I"},{"role":"assistant","content":"',
);

const method = { stored: 0, deflated: 1 } as const;
/** Turns are small: the default buffers of zlib would cost more than the work. */
const deflating = { level: 6, memLevel: 5, windowBits: 13, chunkSize: 2048 };
const inflating = { chunkSize: 4096, maxOutputLength: 1024 * 1024 };

/** JSON text of `value`, compressed when that is smaller: one method byte, then the bytes. */
export const pack = (value: unknown): Buffer => packJson(JSON.stringify(value));

/** The same of a JSON text. */
export const packJson = (json: string): Buffer => {
  const text = Buffer.from(json, "utf8");
  const deflated = deflateRawSync(text, { dictionary, ...deflating });
  const isSmaller = deflated.length < text.length;
  return Buffer.concat([Buffer.from([isSmaller ? method.deflated : method.stored]), isSmaller ? deflated : text]);
};

/** The value of packed bytes. Throws on bytes that `pack` did not make, and on more than 1 MiB. */
export const unpack = (packed: Buffer): unknown => {
  const body = packed.subarray(1);
  if (packed[0] === method.stored) return JSON.parse(body.toString("utf8"));
  if (packed[0] !== method.deflated) throw new RangeError("unknown packing method");
  return JSON.parse(inflateRawSync(body, { dictionary, ...inflating }).toString("utf8"));
};
