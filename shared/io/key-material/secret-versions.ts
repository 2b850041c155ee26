import { clientSettings } from "./client-settings.ts";
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  InvalidParameterException,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from "./secret-version-commands.ts";

/** A version of a secret. */
export type SecretVersion = { readonly versionId: string; readonly text: string };

/** The versions of one secret, by the labels Secrets Manager gives them. */
export type SecretVersions = {
  /** Whether the secret rotates, and the labels of its versions. */
  readonly describe: () => Promise<{
    readonly isRotating: boolean;
    readonly labels: ReadonlyMap<string, readonly string[]>;
  }>;
  readonly current: () => Promise<SecretVersion>;
  /** The pending version of this id; undefined when there is none. */
  readonly pending: (versionId: string) => Promise<SecretVersion | undefined>;
  /** Stores a version beside the current one. The same id and text again is the same success. */
  readonly putPending: (version: SecretVersion) => Promise<void>;
  /** Makes a version current if `from` still is; says whether it was. */
  readonly promote: (versionId: string, from: string) => Promise<boolean>;
};

const currentLabel = "AWSCURRENT";
const pendingLabel = "AWSPENDING";

/** `secretId`: name or ARN. */
export const secretVersions = (secretId: string, endpoint: string | undefined): SecretVersions => {
  const client = new SecretsManagerClient(clientSettings(endpoint));
  const SecretId = secretId;
  const read = async (which: { readonly VersionStage: string; readonly VersionId?: string }): Promise<SecretVersion> => {
    const found = await client.send(new GetSecretValueCommand({ SecretId, ...which }));
    if (found.SecretString === undefined || found.VersionId === undefined) throw new Error("the secret holds no text");
    return { versionId: found.VersionId, text: found.SecretString };
  };

  return {
    describe: async () => {
      const found = await client.send(new DescribeSecretCommand({ SecretId }));
      return { isRotating: found.RotationEnabled === true, labels: new Map(Object.entries(found.VersionIdsToStages ?? {})) };
    },
    current: () => read({ VersionStage: currentLabel }),
    pending: (versionId) =>
      read({ VersionStage: pendingLabel, VersionId: versionId }).catch((failure) =>
        failure instanceof ResourceNotFoundException ? undefined : Promise.reject(failure),
      ),
    putPending: async ({ versionId, text }) => {
      const VersionStages = [pendingLabel];
      await client.send(
        new PutSecretValueCommand({ SecretId, ClientRequestToken: versionId, SecretString: text, VersionStages }),
      );
    },
    promote: async (versionId, from) => {
      const move = { SecretId, VersionStage: currentLabel, MoveToVersionId: versionId, RemoveFromVersionId: from };
      try {
        await client.send(new UpdateSecretVersionStageCommand(move));
        return true;
      } catch (failure) {
        if (failure instanceof InvalidParameterException) return false;
        throw failure;
      }
    },
  };
};
