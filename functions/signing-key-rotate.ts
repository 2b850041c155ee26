import type { SecretsManagerRotationEvent } from "aws-lambda";
import { loadConfig } from "../shared/config.ts";
import { operatorsId } from "../shared/domain/identity/caller.ts";
import { type KeyringRotation, signingKeyRotation } from "../shared/live-keys.ts";
import { type LivePorts, livePorts } from "../shared/live-ports.ts";
import { causeNames } from "../shared/log.ts";

type Needs = Pick<LivePorts, "log" | "config" | "ledger"> & { readonly rotate: (secretId: string) => KeyringRotation };

const secretName = (uri: string): string => uri.slice("aws-secretsmanager:".length);

/** Whether an ARN or name that Secrets Manager gives is the secret of this name: an ARN ends with the name and six characters. */
const isSecret = (secretId: string, name: string): boolean =>
  secretId === name || new RegExp(`:secret:${name}-[A-Za-z0-9]{6}$`).test(secretId);

const place = { tenantId: operatorsId, conversationId: "" };
const recorded = {
  action: "signing-key.rotate",
  outcome: "requested",
  actor: { kind: "service", id: "signing-key-rotate" },
} as const;

/**
 * Called by Secrets Manager, once for each step of a rotation, as often as it takes: puts a new signing key in front of the
 * keyring, and puts that on record before it counts. Tokens of the keys before it stay good until the last of them is dead.
 */
export const createHandler =
  (needs: Needs) =>
  async ({ Step, SecretId, ClientRequestToken }: SecretsManagerRotationEvent): Promise<void> => {
    const line = { event: "key-rotation", action: `signing-key.rotate.${Step}` } as const;
    try {
      if (!isSecret(SecretId, secretName(needs.config.signingKeysUri))) throw new Error("this is another secret");
      if (Step === "finishSecret") await needs.ledger.record(place, { ...recorded, requestId: ClientRequestToken });
      await needs.rotate(SecretId)(Step, ClientRequestToken);
      needs.log({ level: "info", ...line });
    } catch (failure) {
      needs.log({ level: "error", ...line, causes: causeNames(failure) });
      throw failure;
    }
  };

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, rotate: (secretId) => signingKeyRotation(ports, secretId) });
