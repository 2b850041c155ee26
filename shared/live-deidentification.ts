import { join } from "node:path";
import type { ConversationRef } from "./domain/conversation/head.ts";
import { detectorVersion } from "./domain/dlp/scrub.ts";
import { deidentify } from "./domain/dlp-policy/deidentify.ts";
import { lettersOf } from "./domain/dlp-policy/tenant-digest.ts";
import type { Traces } from "./domain/dlp-policy/traces.ts";
import type { CallContext } from "./domain/identity/call-context.ts";
import { engineVersion } from "./io/deidentification/model-file.ts";
import { textDetectors } from "./io/deidentification/text-detectors.ts";
import type { Conversations, LivePorts } from "./live-ports.ts";

type By = {
  readonly call: Pick<CallContext, "tenant">;
  readonly ref: ConversationRef | undefined;
  readonly isOutOfTime: () => boolean;
};

/** De-identification behind the ports of a stage: only the functions that take text carry it. */
export const liveDeidentify = (ports: LivePorts, { recollect }: Pick<Conversations, "recollect">) => {
  const root = join(import.meta.dirname, "..");
  const detectorsFor = textDetectors(root, ports);
  const engine = engineVersion(root, detectorVersion);
  return async (body: unknown, { call, ref, isOutOfTime }: By): Promise<Traces & { readonly value: unknown }> => {
    const [further, key, recollection] = await Promise.all([
      detectorsFor(call.tenant, body),
      ports.purposeKey("pseudonym"),
      ref === undefined ? undefined : recollect(ref),
    ]);
    return deidentify(body, {
      policy: call.tenant.dlp,
      engine,
      further,
      recollection,
      tenantDigest: (identity) => lettersOf(key, call.tenant.tenantId, identity),
      nowMs: ports.now(),
      isOutOfTime,
    });
  };
};
