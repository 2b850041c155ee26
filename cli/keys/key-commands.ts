import { Fault, type Run } from "../command-line.ts";

/** Each is loaded when it is asked for: they bring the AWS clients along. */
const operatorKey =
  (act: "create" | "list" | "revoke"): Run =>
  async (words, given) => {
    const { operatorKeyActs } = await import("./operator-key.ts");
    return operatorKeyActs[act](words, given);
  };

const keyring =
  (act: "list" | "rotate" | "revoke"): Run =>
  async (words, given) => {
    if (given.ring === "ledger" && act !== "revoke") return (await import("./ledger-keys.ts")).ledgerKeyActs[act](words, given);
    if (given.ring !== undefined) throw new Fault(2, "--ring is ledger, to be listed and rotated.");
    const { keyringActs } = await import("./keyring.ts");
    return keyringActs[act](words, given);
  };

export const keyCommands = {
  "operator-key create": operatorKey("create"),
  "operator-key list": operatorKey("list"),
  "operator-key revoke": operatorKey("revoke"),
  "keys list": keyring("list"),
  "keys rotate": keyring("rotate"),
  "keys revoke": keyring("revoke"),
  "keys rewrap": async (words, given) => (await import("./rewrap.ts")).rewrapDataKeys(words, given),
} as const satisfies Readonly<Record<string, Run>>;
