import { keyRewrapping } from "../../shared/live-keys.ts";
import { livePorts } from "../../shared/live-ports.ts";
import { causeNames } from "../../shared/log.ts";
import { Fault, type Run, wordsOf } from "../command-line.ts";
import { printed } from "../print.ts";
import { stageConfig } from "../stage-config.ts";

/** Wraps every data key under the wrapping key of today, page by page; where it stops it says where to go on. */
export const rewrapDataKeys: Run = async (words, options) => {
  wordsOf(words);
  const ports = livePorts(await stageConfig(options));
  const rewrap = keyRewrapping(ports);
  const total = { seen: 0, rewrapped: 0 };
  let after = options.after;
  try {
    do {
      const page = await rewrap(after);
      total.seen += page.seen;
      total.rewrapped += page.rewrapped;
      after = page.nextAfter;
    } while (after !== undefined);
  } catch (failure) {
    const place = after === undefined ? "" : ` Go on with --after ${after}`;
    throw new Fault(3, `Stopped after ${total.rewrapped} rows (${causeNames(failure).join(", ")}).${place}`);
  } finally {
    ports.dynamo.destroy();
  }
  return printed(
    options,
    total,
    () => `${total.rewrapped} of ${total.seen} data keys are wrapped under the wrapping key of today.`,
  );
};
