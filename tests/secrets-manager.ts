import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Secrets Manager as far as it is used, over its own wire protocol (AWS JSON 1.1), with labels as it moves them. */
export type SecretsManager = {
  readonly endpoint: string;
  /** Operations asked for, newest last. */
  readonly asked: string[];
  readonly create: (name: string, text: string) => Promise<void>;
  /** Begins a rotation, as RotateSecret does: a version that is pending and has no value yet. */
  readonly beginRotation: (name: string) => string;
  readonly versions: (name: string) => ReadonlyMap<string, Version>;
  readonly currentText: (name: string) => string;
  /** Answers 503 while set. */
  isDown: boolean;
  /** Runs before an operation is answered. */
  before: (operation: string) => void;
  readonly stop: () => Promise<void>;
};

type Version = { text?: string; labels: string[] };
type Secret = { isRotating: boolean; readonly versions: Map<string, Version> };
type Request = {
  readonly SecretId: string;
  readonly VersionStage?: string;
  readonly VersionId?: string;
  readonly ClientRequestToken?: string;
  readonly SecretString?: string;
  readonly VersionStages?: readonly string[];
  readonly MoveToVersionId?: string;
  readonly RemoveFromVersionId?: string;
};
class Refusal extends Error {}

let versionCount = 0;
const newVersionId = (): string => {
  versionCount += 1;
  return `00000000-0000-4000-8000-${String(versionCount).padStart(12, "0")}`;
};

const holderOf = (secret: Secret, label: string) => [...secret.versions].find(([, { labels }]) => labels.includes(label));

const attach = (secret: Secret, label: string, versionId: string): void => {
  for (const version of secret.versions.values()) version.labels = version.labels.filter((each) => each !== label);
  const version = secret.versions.get(versionId) ?? { labels: [] };
  version.labels.push(label);
  secret.versions.set(versionId, version);
};

const get = (secret: Secret, { VersionId, VersionStage = "AWSCURRENT" }: Request): object => {
  const [versionId, version] =
    VersionId === undefined ? (holderOf(secret, VersionStage) ?? []) : [VersionId, secret.versions.get(VersionId)];
  const isMeant = version?.text !== undefined && version.labels.includes(VersionStage);
  if (!isMeant) throw new Refusal("ResourceNotFoundException");
  return { Name: "", VersionId: versionId, SecretString: version.text, VersionStages: version.labels };
};

const put = (
  secret: Secret,
  { ClientRequestToken = newVersionId(), SecretString, VersionStages = ["AWSCURRENT"] }: Request,
): object => {
  const known = secret.versions.get(ClientRequestToken)?.text;
  if (known !== undefined && known !== SecretString) throw new Refusal("ResourceExistsException");
  for (const label of VersionStages) attach(secret, label, ClientRequestToken);
  Object.assign(secret.versions.get(ClientRequestToken) ?? {}, { text: SecretString });
  return { VersionId: ClientRequestToken, VersionStages };
};

const move = (secret: Secret, { VersionStage = "", MoveToVersionId = "", RemoveFromVersionId }: Request): object => {
  const [holder] = holderOf(secret, VersionStage) ?? [];
  if (holder !== RemoveFromVersionId || secret.versions.get(MoveToVersionId)?.text === undefined)
    throw new Refusal("InvalidParameterException");
  attach(secret, VersionStage, MoveToVersionId);
  if (VersionStage === "AWSCURRENT" && holder !== undefined) attach(secret, "AWSPREVIOUS", holder);
  return {};
};

const describe = (secret: Secret): object => ({
  RotationEnabled: secret.isRotating,
  VersionIdsToStages: Object.fromEntries([...secret.versions].map(([id, { labels }]) => [id, labels])),
});

const operations: Readonly<Record<string, (secret: Secret, request: Request) => object>> = {
  GetSecretValue: get,
  PutSecretValue: put,
  UpdateSecretVersionStage: move,
  DescribeSecret: describe,
};

export const startSecretsManager = async (): Promise<SecretsManager> => {
  const secrets = new Map<string, Secret>();
  const secretOf = (id: string): Secret => {
    const name = id.replace(/^arn:.*:secret:/, "").replace(/^(picasso\/.*)-[A-Za-z0-9]{6}$/, "$1");
    const secret = secrets.get(name);
    if (secret === undefined) throw new Refusal("ResourceNotFoundException");
    return secret;
  };
  const answer = (operation: string, request: Request): { readonly status: number; readonly body: object } => {
    try {
      if (manager.isDown) return { status: 503, body: { __type: "InternalServiceError" } };
      manager.before(operation);
      return { status: 200, body: operations[operation]?.(secretOf(request.SecretId), request) ?? {} };
    } catch (failure) {
      if (failure instanceof Refusal) return { status: 400, body: { __type: failure.message, message: failure.message } };
      throw failure;
    }
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const operation = String(request.headers["x-amz-target"]).replace("secretsmanager.", "");
    manager.asked.push(operation);
    const { status, body } = answer(operation, JSON.parse(Buffer.concat(chunks).toString()));
    response.writeHead(status, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const manager: SecretsManager = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    isDown: false,
    before: () => undefined,
    create: async (name, text) => {
      secrets.set(name, { isRotating: true, versions: new Map([[newVersionId(), { text, labels: ["AWSCURRENT"] }]]) });
    },
    beginRotation: (name) => {
      const token = newVersionId();
      attach(secretOf(name), "AWSPENDING", token);
      return token;
    },
    versions: (name) => secretOf(name).versions,
    currentText: (name) => holderOf(secretOf(name), "AWSCURRENT")?.[1].text ?? "",
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return manager;
};
