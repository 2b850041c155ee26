import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { complaintUnlessAnswering } from "./answering.ts";
import { type Child, startChild } from "./child.ts";
import { dummyCredentials } from "./dynamo.ts";
import type { KeyFiles } from "./key-files.ts";
import { loopback } from "./ports.ts";
import { Refusal, type Settings } from "./settings.ts";

type Place = {
  readonly settings: Settings;
  readonly keyFiles: KeyFiles;
  readonly bundlesDir: string;
  readonly endpoint: string;
  readonly lambdaPort: number;
  /** Where functions are invoked asynchronously. */
  readonly invocations: string;
};

const root = join(import.meta.dirname, "..");
const answerWithinMs = 120_000;

export const baseUrlOf = (settings: Settings): string => `http://${loopback}:${settings.port}`;
export const logFileOf = (settings: Settings): string => join(settings.dataDir, "service.log");

/** Starts the HTTP API: `serverless offline` over the functions in `bundlesDir`. */
export const startGateway = (place: Place): Child => {
  const serverless = join(dirname(createRequire(import.meta.url).resolve("serverless/package.json")), "bin/serverless.js");
  const ports = ["--host", loopback, "--httpPort", String(place.settings.port), "--lambdaPort", String(place.lambdaPort)];
  const switches = ["--useInProcess", "--disableCookieValidation", "--noSponsor"];
  return startChild({
    command: process.execPath,
    // `offline start` rather than `offline`, because only it lets a plugin act once the server listens (http-api-fidelity.ts).
    args: [serverless, "offline", "start", "--stage", "local", ...ports, ...switches],
    cwd: root,
    env: gatewayEnvironment(place),
    logFile: logFileOf(place.settings),
  });
};

/** Resolves once the API answers as alive. */
export const gatewayAnswers = async (settings: Settings, gateway: Child): Promise<void> => {
  const patience = { withinMs: answerWithinMs, pauseMs: 20 };
  const complaint = await complaintUnlessAnswering(() => isAlive(settings), gateway, patience);
  if (complaint !== undefined) throw new Refusal(`The API did not start${complaint}; see ${logFileOf(settings)}.`);
};

const isAlive = (settings: Settings): Promise<boolean> =>
  fetch(`${baseUrlOf(settings)}/v1/health`, { signal: AbortSignal.timeout(2000) }).then(
    (answer) => answer.ok,
    () => false,
  );

/** Our environment without anything of AWS, plus what local/environment.yml hands to the functions. */
const gatewayEnvironment = ({ settings, keyFiles, bundlesDir, endpoint, invocations }: Place): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"))),
  ...dummyCredentials,
  // The same on every port, so that tokens of one data folder stay good.
  TOKEN_ISSUER: "http://picasso-context.localhost",
  SIGNING_KEYS_URI: pathToFileURL(keyFiles.signingKeys).href,
  ROOT_KEY_URI: pathToFileURL(keyFiles.rootKey).href,
  KEY_WRAPPER_URI: pathToFileURL(keyFiles.wrappingKey).href,
  LEDGER_KEYS_URI: pathToFileURL(keyFiles.ledgerKeys).href,
  AUDIT_ARCHIVE_URI: pathToFileURL(join(settings.dataDir, "audit-archive")).href,
  DYNAMODB_ENDPOINT: endpoint,
  LAMBDA_ENDPOINT: invocations,
  RATE_LIMITS: settings.rateLimits,
  CLOCK_OFFSET_SECONDS: String(settings.clockOffsetSeconds),
  PICASSO_BUNDLES: bundlesDir,
});
