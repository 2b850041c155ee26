import { readFile } from "node:fs/promises";
import { isSignedBy, type Receipt, signingKeyOf, signReceipt } from "../shared/domain/ledger/receipt.ts";
import { livePorts } from "../shared/live-ports.ts";
import { Fault, type Run, wordsOf } from "./command-line.ts";
import { printed, properties } from "./print.ts";
import { stageConfig } from "./stage-config.ts";

/** What a receipt in a file states, if this very service signed it. */
export const verifyReceipt: Run = async (words, options) => {
  const { FILE } = wordsOf(words, "FILE");
  const receipt = await receiptIn(FILE);
  const ports = livePorts(await stageConfig(options));
  const key = signingKeyOf(await ports.purposeKey("receipt"));
  ports.dynamo.destroy();
  const { publicKey } = signReceipt(key, {}).signature;
  if (!isSignedBy(publicKey, receipt)) throw new Fault(1, "This is no statement of this service, or it was altered.");
  return printed(options, receipt.statement, () => `Signed by this service.\n${properties(receipt.statement)}`);
};

const receiptIn = async (file: string): Promise<Receipt<object>> => {
  try {
    const { statement, signature } = JSON.parse(await readFile(file, "utf8"));
    if (typeof statement === "object" && typeof signature?.value === "string") return { statement, signature };
  } catch {
    // What is no JSON is no receipt either.
  }
  throw new Fault(2, `${file} holds no receipt.`);
};
