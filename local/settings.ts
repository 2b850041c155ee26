import { resolve } from "node:path";

/** What the person who starts the offline world may choose. */
export type Settings = {
  readonly dataDir: string;
  readonly port: number;
  readonly clockOffsetSeconds: number;
  readonly rateLimits: "on" | "off";
  readonly isQuiet: boolean;
};

/** A reason not to start that the reader can act on; shown as one plain message without a stack. */
export class Refusal extends Error {}

/** The settings of one instance. Throws a Refusal that names the variable at fault. */
export const readSettings = (env: NodeJS.ProcessEnv, argv: readonly string[]): Settings => ({
  dataDir: resolve(env.PICASSO_DATA ?? ".local"),
  port: wholeNumber("PICASSO_PORT", env.PICASSO_PORT ?? "3000", { least: 1, most: 65_532 }),
  clockOffsetSeconds: wholeNumber("PICASSO_CLOCK_OFFSET_SECONDS", env.PICASSO_CLOCK_OFFSET_SECONDS ?? "0", {
    least: -999_999_999,
    most: 999_999_999,
  }),
  rateLimits: onOrOff(env.PICASSO_RATE_LIMITS ?? "on"),
  isQuiet: argv.includes("--quiet"),
});

const wholeNumber = (name: string, text: string, { least, most }: { readonly least: number; readonly most: number }): number => {
  const value = /^-?\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) throw new Refusal(`${name} must be a whole number from ${least} to ${most}.`);
  return value;
};

const onOrOff = (text: string): "on" | "off" => {
  if (text !== "on" && text !== "off") throw new Refusal("PICASSO_RATE_LIMITS must be on or off.");
  return text;
};
