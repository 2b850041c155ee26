import * as z from "zod/mini";

/** Unicode text without lone surrogates, so that UTF-8 carries it unchanged. */
export const text = (limits: { readonly min: number; readonly max: number }) =>
  z.string().check(
    z.minLength(limits.min),
    z.maxLength(limits.max),
    z.refine((value) => value.isWellFormed(), { message: "text holds a lone surrogate" }),
  );

export const messageRoles = ["user", "assistant", "system", "tool"] as const;

export const message = z.strictObject({
  role: z.enum(messageRoles),
  content: text({ min: 1, max: 131_072 }),
  name: z.optional(text({ min: 1, max: 128 })),
  toolCallId: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,128}$/))),
});

export type Message = z.infer<typeof message>;

/** Small facts beside the messages: at most 16 members of at most 256 characters. */
export const metadata = z
  .record(text({ min: 1, max: 64 }), z.union([text({ min: 0, max: 256 }), z.number(), z.boolean()]))
  .check(z.refine((value) => Object.keys(value).length <= 16, { message: "more than 16 members" }));

export type Metadata = z.infer<typeof metadata>;
