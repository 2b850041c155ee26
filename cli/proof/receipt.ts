import { readFile } from "node:fs/promises";
import { isSignedBy, type Signed } from "../../shared/domain/ledger/signature.ts";
import { livePorts } from "../../shared/live-ports.ts";
import { Fault, type Run, wordsOf } from "../command-line.ts";
import { printed, properties } from "../print.ts";
import { stageConfig } from "../stage-config.ts";

/** What a receipt in a file states, if this very service signed it. */
export const verifyReceipt: Run = async (words, options) => {
  const { FILE } = wordsOf(words, "FILE");
  const receipt = await receiptIn(FILE);
  const ports = livePorts(await stageConfig(options));
  const { published } = await ports.statementKeys();
  ports.dynamo.destroy();
  const isOurs = published.some(({ keyId, publicKey }) => keyId === receipt.signature.keyId && isSignedBy(receipt, publicKey));
  if (!isOurs) throw new Fault(1, "This is no statement of this service, or it was altered.");
  return printed(options, receipt.statement, () => `Signed by this service.\n${properties(receipt.statement)}`);
};

const receiptIn = async (file: string): Promise<Signed<object>> => {
  try {
    const { statement, signature } = JSON.parse(await readFile(file, "utf8"));
    if (typeof statement === "object" && typeof signature?.value === "string") return { statement, signature };
  } catch {
    // What is no JSON is no receipt either.
  }
  throw new Fault(2, `${file} holds no receipt.`);
};
