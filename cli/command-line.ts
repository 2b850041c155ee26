import type { ParseArgsOptionsConfig } from "node:util";

/** Why a command does not do what it was asked to: one plain message, and the code the process ends with. */
export class Fault extends Error {
  readonly exitCode: 1 | 2 | 3;

  constructor(exitCode: 1 | 2 | 3, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Options of all commands. No option takes a secret: command lines are seen by others and kept in histories. */
export const options = {
  help: { type: "boolean" },
  json: { type: "boolean" },
  url: { type: "string" },
  "operator-key-file": { type: "string" },
  stage: { type: "string" },
  data: { type: "string" },
  name: { type: "string" },
  origin: { type: "string", multiple: true },
  set: { type: "string", multiple: true },
  unset: { type: "string", multiple: true },
  kind: { type: "string" },
  label: { type: "string" },
  "expires-at": { type: "string" },
  "overlap-seconds": { type: "string" },
  file: { type: "string" },
  from: { type: "string" },
  to: { type: "string" },
  html: { type: "boolean" },
  ring: { type: "string" },
  conversation: { type: "string" },
  checkpoint: { type: "string" },
  keys: { type: "string" },
  archive: { type: "string" },
  after: { type: "string" },
  reason: { type: "string" },
  "previous-key": { type: "string" },
  profile: { type: "string" },
  "tenant-patterns": { type: "string" },
  "max-length": { type: "string" },
} as const satisfies ParseArgsOptionsConfig;

export type Options = {
  readonly [Name in keyof typeof options]?:
    | ((typeof options)[Name] extends { readonly type: "boolean" }
        ? boolean
        : (typeof options)[Name] extends { readonly multiple: true }
          ? string[]
          : string)
    | undefined;
};

/** Runs a command with the words after its name; resolves with what is to be printed. */
export type Run = (words: readonly string[], options: Options) => Promise<string>;

/** Exactly these words, by their names in the usage. */
export const wordsOf = <Name extends string>(words: readonly string[], ...names: readonly Name[]): Record<Name, string> => {
  const extra = words[names.length];
  if (extra !== undefined) throw new Fault(2, `There is a word too many: ${extra}`);
  const missing = names.find((_, index) => (words[index] ?? "") === "");
  if (missing !== undefined) throw new Fault(2, `${missing} is missing.\n${usage()}`);
  return Object.fromEntries(names.map((name, index) => [name, words[index]])) as Record<Name, string>;
};

const lines = [
  "tenant create TENANT --name NAME [--origin ORIGIN]… [--set SETTING=VALUE]…",
  "tenant list",
  "tenant show TENANT",
  "tenant update TENANT [--name NAME] [--origin ORIGIN]… [--set SETTING=VALUE]… [--unset SETTING]…",
  "tenant suspend TENANT",
  "tenant resume TENANT",
  "tenant key create TENANT --kind secret|publishable [--label LABEL] [--expires-at TIME]",
  "tenant key list TENANT",
  "tenant key rotate TENANT KEY [--overlap-seconds SECONDS]",
  "tenant key revoke TENANT KEY",
  "operator-key create [--label LABEL] [--expires-at TIME] (--stage STAGE | --data FOLDER)",
  "operator-key list (--stage STAGE | --data FOLDER)",
  "operator-key revoke KEY (--stage STAGE | --data FOLDER)",
  "keys list [--ring ledger] (--stage STAGE | --data FOLDER)",
  "keys rotate [--ring ledger] (--stage STAGE | --data FOLDER)",
  "keys revoke KID (--stage STAGE | --data FOLDER)",
  "audit verify [TENANT] [--conversation ID] [--keys FILE] [--archive BUCKET] (--stage STAGE | --data FOLDER)",
  "audit verify --file EXPORT [--keys FILE]",
  "audit export TENANT (--stage STAGE | --data FOLDER)",
  "audit prove TENANT KEY [--conversation ID] [--checkpoint NUMBER] (--stage STAGE | --data FOLDER)",
  "audit prove-consistency TENANT --from NUMBER [--to NUMBER] (--stage STAGE | --data FOLDER)",
  "report TENANT [--from DAY] [--to DAY] [--html]",
  "audit seal (--stage STAGE | --data FOLDER)",
  "keys rewrap [--after ROW] [--previous-key KEY] (--stage STAGE | --data FOLDER)",
  "hold set TENANT --reason REASON",
  "hold lift TENANT --reason REASON",
  "receipt verify FILE (--stage STAGE | --data FOLDER)",
  "scrub FILE [--profile safe-harbor|limited-data-set|strict] [--tenant-patterns FILE]",
  "scrub report FILE [--profile safe-harbor|limited-data-set|strict] [--tenant-patterns FILE]",
  "summarize FILE [--max-length CHARACTERS]",
];

/** How to call one command, or all of them. */
export const usage = (name?: string): string => {
  const shown = lines.filter((line) => name === undefined || line.startsWith(name));
  return [
    "Usage:",
    ...shown.map((line) => `  npm run -s cli -- ${line}`),
    "Each takes --json. Tenant and hold commands and report ask the service at --url (else PICASSO_URL, else http://127.0.0.1:3000) with the operator key in",
    "--operator-key-file or PICASSO_OPERATOR_KEY. operator-key commands need rights on a stage's table and root key, keys commands on its signing keys, audit commands on its ledger; or the data folder.",
  ].join("\n");
};
