import { randomBytes } from "node:crypto";
import { operatorsId } from "../shared/domain/identity/caller.ts";
import { livePorts } from "../shared/live-ports.ts";
import { Fault, type Options } from "./command-line.ts";
import { stageConfig } from "./stage-config.ts";

/**
 * Puts an act on record in the operators' ledger, before it is done: what cannot be recorded does not happen. Offline, where no
 * instance runs, there is no ledger to write to.
 */
export const recordAct = async (options: Options, action: string, keyId?: string): Promise<void> => {
  const config = await stageConfig(options).catch((failure: unknown) => {
    if (options.stage !== undefined || !(failure instanceof Fault) || failure.exitCode !== 3) throw failure;
    return undefined;
  });
  if (config === undefined) return;
  const { ledger, dynamo } = livePorts(config);
  const actor = { kind: "service", id: "cli" } as const;
  const event = { action, outcome: "requested", actor, requestId: randomBytes(12).toString("base64url") } as const;
  try {
    await ledger.record({ tenantId: operatorsId, conversationId: "" }, { ...event, ...(keyId === undefined ? {} : { keyId }) });
  } finally {
    dynamo.destroy();
  }
};

/** The same for what must not wait, the end of a leaked key above all: where the ledger is not reached, a line on stderr says so. */
export const recordActIfPossible = async (options: Options, action: string, keyId?: string): Promise<void> => {
  await recordAct(options, action, keyId).catch(() => {
    process.stderr.write(`The ledger was not reached: ${action} is not on record there.\n`);
  });
};
