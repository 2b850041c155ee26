import type { Run } from "../command-line.ts";

/** Each is loaded when it is asked for: they bring the AWS clients along. */
const audit =
  (act: "export" | "prove" | "prove-consistency" | "seal" | "verify"): Run =>
  async (words, given) => {
    const { auditActs } = await import("./audit.ts");
    return auditActs[act](words, given);
  };

export const proofCommands = {
  "audit export": audit("export"),
  "audit prove": audit("prove"),
  "audit prove-consistency": audit("prove-consistency"),
  "audit seal": audit("seal"),
  "audit verify": audit("verify"),
  "receipt verify": async (words, given) => (await import("./receipt.ts")).verifyReceipt(words, given),
} as const satisfies Readonly<Record<string, Run>>;
