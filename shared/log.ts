/** What a log line may say. Everything else is left out, so a user's text cannot slip in by accident (TRAPS 9). */
export type LogLine = {
  readonly level: "info" | "warn" | "error";
  readonly event: string;
  readonly requestId?: string;
  readonly correlationId?: string;
  readonly action?: string;
  readonly tenantId?: string;
  readonly callerKind?: string;
  readonly status?: number;
  readonly problem?: string;
  readonly reason?: string;
  readonly durationMs?: number;
  /** How far a background run is behind. */
  readonly lagMs?: number;
  readonly scrubbed?: Readonly<Record<string, number>>;
  /** Names of the errors behind a failure, outermost first; never their messages. */
  readonly causes?: readonly string[];
  /** Code places of an unexpected error. */
  readonly frames?: readonly string[];
};

export type Log = (line: LogLine) => void;

const fields = [
  "level",
  "event",
  "requestId",
  "correlationId",
  "action",
  "tenantId",
  "callerKind",
  "status",
  "problem",
  "reason",
  "durationMs",
  "lagMs",
  "scrubbed",
  "causes",
  "frames",
] as const satisfies readonly (keyof LogLine)[];

/** A log that writes one JSON line per call, with nothing but the allowed fields. `metrics` adds its own members. */
export const lineLog =
  (write: (line: string) => void, at: { readonly now: () => number; readonly metrics: (line: LogLine) => object }): Log =>
  (line) =>
    write(
      JSON.stringify({
        at: new Date(at.now()).toISOString(),
        ...Object.fromEntries(fields.map((field) => [field, line[field]])),
        ...at.metrics(line),
      }),
    );

const maxCauses = 5;
const maxFrames = 8;

/** Names of an error and of what caused it. An AWS error's name is its code. */
export const causeNames = (error: unknown, depth = maxCauses): readonly string[] =>
  error instanceof Error && depth > 0 ? [error.name, ...causeNames(error.cause, depth - 1)] : [];

/** The stack without its first line, which repeats the message. */
export const stackFrames = (error: Error): readonly string[] =>
  (error.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, maxFrames)
    .map((line) => line.trim());
