import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { dummyCredentials } from "../local/dynamo.ts";
import { readDynamodbEndpoint } from "../local/run-file.ts";
import { type Config, loadConfig } from "../shared/config.ts";
import { Fault, type Options } from "./command-line.ts";

/** Settings to reach what a stage stores: on AWS with the credentials at hand, offline in a data folder whose instance runs. */
export const stageConfig = async (options: Options): Promise<Config> => {
  const { stage, data } = options;
  if ((stage === undefined) === (data === undefined))
    throw new Fault(2, "Give either --stage STAGE, or --data FOLDER for a running offline instance.");
  const env =
    stage === undefined ? await offlineEnvironment(resolve(data ?? "")) : stageEnvironment(stage, options["previous-key"]);
  try {
    return loadConfig(env);
  } catch {
    throw new Fault(2, `${stage ?? data} is no stage.`);
  }
};

/** No token is issued and no conversation opened; the wrapping key is for those who wrap data keys anew. */
const stageEnvironment = (stage: string, previousKey: string | undefined) => ({
  STAGE: stage,
  TOKEN_ISSUER: "https://cli.invalid",
  SIGNING_KEYS_URI: `aws-secretsmanager:picasso/${stage}/signing-keys`,
  ROOT_KEY_URI: `aws-secretsmanager:picasso/${stage}/root-key`,
  KEY_WRAPPER_URI: [`aws-kms:alias/picasso/${stage}/wrapping`, ...(previousKey === undefined ? [] : [previousKey])].join(","),
  LEDGER_KEYS_URI: `aws-secretsmanager:picasso/${stage}/ledger-keys`,
  LEDGER_SIGNER_URI: process.env.LEDGER_SIGNER_URI,
  AUDIT_ARCHIVE_URI: "aws-s3:unused",
});

const offlineEnvironment = async (dataDir: string) => {
  const endpoint = await readDynamodbEndpoint(dataDir).catch(() => undefined);
  if (endpoint === undefined) throw new Fault(3, `No instance runs on ${dataDir}. Start one with npm start.`);
  Object.assign(process.env, dummyCredentials);
  const fileUri = (name: string) => pathToFileURL(join(dataDir, name)).href;
  return {
    STAGE: "local",
    TOKEN_ISSUER: "http://127.0.0.1",
    SIGNING_KEYS_URI: fileUri("signing-keys.json"),
    ROOT_KEY_URI: fileUri("root-key.json"),
    KEY_WRAPPER_URI: fileUri("wrapping-key.json"),
    LEDGER_KEYS_URI: fileUri("ledger-keys.json"),
    AUDIT_ARCHIVE_URI: fileUri("audit-archive"),
    DYNAMODB_ENDPOINT: endpoint,
  };
};
