import { keyWrapper } from "./io/key-material/key-wrapper.ts";
import { type KeyringRotation, keyringRotation } from "./io/key-material/keyring-rotation.ts";
import { type RewrappedPage, rewrapPage } from "./io/key-material/rewrapping.ts";
import { secretVersions } from "./io/key-material/secret-versions.ts";
import { type OperatorKeys, operatorKeys } from "./io/tenants/operator-keys.ts";
import type { LivePorts } from "./live-ports.ts";

/** The operators' keys behind the ports of a stage; `actorId` names in the ledger what changes them. */
export const operatorKeysOf = (ports: LivePorts, actorId: string): OperatorKeys =>
  operatorKeys({ ...ports, hashKey: () => ports.purposeKey("api-key"), actorId });

/** Wraps pages of data keys under the wrapping key of today. */
export const keyRewrapping = ({ config, dynamo, tables }: LivePorts): ((after: string | undefined) => Promise<RewrappedPage>) => {
  const wrapper = keyWrapper(config);
  return (after) => rewrapPage({ dynamo, tables, wrapper }, after);
};

/** The rotation of the signing keys in this secret. */
export const signingKeyRotation = (ports: LivePorts, secretId: string): KeyringRotation =>
  keyringRotation({ ...ports, versions: secretVersions(secretId, ports.config.endpoints.secretsManager) });
export type { KeyringRotation };
