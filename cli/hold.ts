import { Fault, type Options, type Run, wordsOf } from "./command-line.ts";
import { printed } from "./print.ts";
import { callService } from "./service-call.ts";

type HoldAnswer = { readonly hold: { readonly since: string } | null; readonly nextCursor: string | null };

const mostRepeats = 1000;

/** Goes through all conversations of the tenant, call after call, until the hold has reached the last one. */
const change =
  (method: "PUT" | "DELETE"): Run =>
  async (words, options) => {
    const { TENANT } = wordsOf(words, "TENANT");
    const { reason } = options;
    if (reason === undefined) throw new Fault(2, "A hold needs a --reason.");
    const path = `/v1/holds/tenant/${encodeURIComponent(TENANT)}`;
    const answer = await toTheEnd(options, { method, path, body: { reason } });
    const text = answer.hold === null ? "is under no hold." : `is under a hold since ${answer.hold.since}.`;
    return printed(options, answer, () => `${TENANT} ${text}`);
  };

type Call = Parameters<typeof callService>[1];

const toTheEnd = async (options: Options, call: Call): Promise<HoldAnswer> => {
  let answer = await repeated(options, call);
  while (answer.nextCursor !== null) {
    answer = await repeated(options, { ...call, path: `${call.path}?cursor=${answer.nextCursor}` });
  }
  return answer;
};

/** What one call does not finish, the next one goes on with. */
const repeated = async (options: Options, call: Call, repeatsLeft = mostRepeats): Promise<HoldAnswer> => {
  try {
    return (await callService(options, call)).body as HoldAnswer;
  } catch (failure) {
    const isUnfinished = failure instanceof Fault && failure.message.includes("/problems/unfinished");
    if (!isUnfinished || repeatsLeft === 0) throw failure;
    return repeated(options, call, repeatsLeft - 1);
  }
};

export const holdCommands = {
  "hold set": change("PUT"),
  "hold lift": change("DELETE"),
} as const satisfies Readonly<Record<string, Run>>;
