import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

type Question = {
  readonly KeyId: string;
  readonly Message?: string;
  readonly MessageType?: "RAW" | "DIGEST";
  readonly SigningAlgorithm?: string;
};
type Reply = { readonly status: number; readonly body: object };
type Pair = { readonly privateKey: KeyObject; readonly publicKey: KeyObject };

/** KMS as far as it is used to sign, over its own wire protocol (AWS JSON 1.1) and with its limits: what no stand-in has for Ed25519. */
export type KmsSigningServer = {
  readonly endpoint: string;
  readonly asked: string[];
  readonly answer: { isDown: boolean };
  readonly stop: () => Promise<void>;
};

const pairs: Readonly<Record<string, Pair>> = {
  "key-ed25519": generateKeyPairSync("ed25519"),
  "key-p256": generateKeyPairSync("ec", { namedCurve: "P-256" }),
  "key-p256-old": generateKeyPairSync("ec", { namedCurve: "P-256" }),
  "key-p384": generateKeyPairSync("ec", { namedCurve: "P-384" }),
};
const algorithms: Readonly<Record<string, string>> = {
  "key-ed25519": "ED25519_SHA_512",
  "key-p256": "ECDSA_SHA_256",
  "key-p256-old": "ECDSA_SHA_256",
  "key-p384": "ECDSA_SHA_384",
};
const createdAt: Readonly<Record<string, number>> = { "key-p256-old": 1_700_000_000 };
const mostBytes = 4096;

const refused = (code: string): Reply => ({ status: 400, body: { __type: code } });

const signatureOf = ({ KeyId, Message = "", MessageType, SigningAlgorithm }: Question, { privateKey }: Pair): Reply => {
  const message = Buffer.from(Message, "base64");
  if (SigningAlgorithm !== algorithms[KeyId]) return refused("InvalidKeyUsageException");
  if (message.length > mostBytes || message.length === 0) return refused("ValidationException");
  if (MessageType === "DIGEST" && (message.length !== 32 || SigningAlgorithm === "ED25519_SHA_512"))
    return refused("ValidationException");
  const value =
    SigningAlgorithm === "ED25519_SHA_512" ? sign(null, message, privateKey) : ecdsa(message, privateKey, MessageType);
  return { status: 200, body: { KeyId, SigningAlgorithm, Signature: value.toString("base64") } };
};

/** Node signs messages, not digests; the messages behind the digests are known here. */
const known = new Map<string, Buffer>();
export const knowMessage = (digest: Buffer, message: Buffer): void => void known.set(digest.toString("hex"), message);

const ecdsa = (message: Buffer, key: KeyObject, type: Question["MessageType"]): Buffer => {
  const content = type === "DIGEST" ? known.get(message.toString("hex")) : message;
  if (content === undefined) throw new Error("a digest of something else");
  return sign("sha256", content, key);
};

const replyTo = (action: string, question: Question): Reply => {
  const pair = pairs[question.KeyId];
  if (pair === undefined) return refused("NotFoundException");
  const KeyId = question.KeyId;
  const PublicKey = pair.publicKey.export({ format: "der", type: "spki" }).toString("base64");
  if (action === "GetPublicKey") return { status: 200, body: { KeyId, PublicKey, SigningAlgorithms: [algorithms[KeyId]] } };
  if (action === "DescribeKey")
    return { status: 200, body: { KeyMetadata: { KeyId, CreationDate: createdAt[KeyId] ?? 1_800_000_000 } } };
  return action === "Sign" ? signatureOf(question, pair) : refused("UnknownOperationException");
};

export const startKmsSigningServer = async (): Promise<KmsSigningServer> => {
  const asked: string[] = [];
  const answer = { isDown: false };
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const action = String(request.headers["x-amz-target"]).replace("TrentService.", "");
      asked.push(action);
      const question: Question = JSON.parse(Buffer.concat(chunks).toString("utf8"));
      const { status, body } = answer.isDown ? refused("KMSInternalException") : replyTo(action, question);
      response.writeHead(status, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { endpoint: `http://127.0.0.1:${port}`, asked, answer, stop };
};
