import { type KeyringRotation, keyringRotation } from "./io/key-material/keyring-rotation.ts";
import { secretVersions } from "./io/key-material/secret-versions.ts";
import type { LivePorts } from "./live-ports.ts";

export type { KeyringRotation };

/** The rotation of the signing keys in this secret. */
export const signingKeyRotation = (ports: LivePorts, secretId: string): KeyringRotation =>
  keyringRotation({ ...ports, versions: secretVersions(secretId, ports.config.endpoints.secretsManager) });
