import * as z from "zod/mini";

const stageName = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,19}$/));
const uri = (...schemes: string[]) => z.string().check(z.refine((value) => schemes.some((scheme) => value.startsWith(scheme))));
const wholeNumber = z.string().check(z.regex(/^-?\d{1,9}$/));

const regionForm = /^[a-z]{2}(?:-[a-z]{1,12}){1,3}-\d$/;

const environment = z.object({
  STAGE: stageName,
  TOKEN_ISSUER: z.url(),
  SIGNING_KEYS_URI: uri("aws-secretsmanager:", "file:"),
  ROOT_KEY_URI: uri("aws-secretsmanager:", "file:"),
  KEY_WRAPPER_URI: uri("aws-kms:", "file:"),
  LEDGER_KEYS_URI: uri("aws-secretsmanager:", "file:"),
  LEDGER_SIGNER_URI: z.optional(
    z.string().check(z.regex(/^(?:off|aws-kms:[A-Za-z0-9:/_-]{1,200}(?:,[A-Za-z0-9:/_-]{1,200}){0,9})$/)),
  ),
  AUDIT_ARCHIVE_URI: uri("aws-s3:", "file:"),
  RATE_LIMITS: z.optional(z.enum(["on", "off"])),
  CLOCK_OFFSET_SECONDS: z.optional(wholeNumber),
  DYNAMODB_ENDPOINT: z.optional(z.url()),
  SECRETS_MANAGER_ENDPOINT: z.optional(z.url()),
  KMS_ENDPOINT: z.optional(z.url()),
  AWS_REGION: z.optional(z.string().check(z.regex(regionForm))),
  SUMMARIZE_FUNCTION: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/))),
  LAMBDA_ENDPOINT: z.optional(z.url()),
  S3_ENDPOINT: z.optional(z.url()),
  BEDROCK_PROFILE: z.optional(z.string().check(z.regex(/^(?:off|[a-z-]{2,8}\.anthropic\.claude-[a-z0-9.:-]{1,80})$/))),
  BEDROCK_GUARDRAIL: z.optional(z.string().check(z.regex(/^(?:off|[a-z0-9]{1,64}):(?:off|DRAFT|\d{1,8})$/))),
  BEDROCK_ENDPOINT: z.optional(z.url()),
  COMPREHEND: z.optional(z.string().check(z.regex(/^(?:off|[a-z]{2}(?:-[a-z]{1,12}){1,3}-\d)$/))),
  COMPREHEND_ENDPOINT: z.optional(z.url()),
  COMPREHEND_MEDICAL_ENDPOINT: z.optional(z.url()),
});

/** Where and how this deployment runs. Names and places of secrets only, never secrets. */
export type Config = ReturnType<typeof loadConfig>;

/**
 * The settings of this process, checked and frozen.
 * Throws one Error that lists every fault, also when a stage other than `local` is given what only the offline world may use.
 */
export const loadConfig = (env: NodeJS.ProcessEnv = process.env) => {
  const parsed = environment.safeParse(env);
  const faults = parsed.success
    ? offlineOnlyFaults(parsed.data)
    : parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  if (!parsed.success || faults.length > 0) throw new Error(`Configuration refused: ${faults.join("; ")}`);
  const settings = parsed.data;
  return Object.freeze({
    stage: settings.STAGE,
    tokenIssuer: settings.TOKEN_ISSUER,
    tokenAudience: `picasso-context:${settings.STAGE}`,
    signingKeysUri: settings.SIGNING_KEYS_URI,
    rootKeyUri: settings.ROOT_KEY_URI,
    keyWrapperUri: settings.KEY_WRAPPER_URI,
    ledgerKeysUri: settings.LEDGER_KEYS_URI,
    /** The keys in KMS that sign checkpoints and receipts, in the place of those in the keyring. */
    ledgerSignerUri: unlessOff(settings.LEDGER_SIGNER_URI),
    auditArchiveUri: settings.AUDIT_ARCHIVE_URI,
    /** Where this process runs, as Lambda says. */
    region: settings.AWS_REGION ?? "us-east-1",
    hasRateLimits: settings.RATE_LIMITS !== "off",
    clockOffsetMs: Number(settings.CLOCK_OFFSET_SECONDS ?? "0") * 1000,
    /** The function that summarises a conversation; undefined where nobody has it done in passing. */
    summarizeFunction: settings.SUMMARIZE_FUNCTION,
    /** The model that writes summaries of tenants that want it, and the guardrail around it; undefined where it is not asked. */
    bedrockProfile: unlessOff(settings.BEDROCK_PROFILE),
    bedrockGuardrail: guardrailOf(settings.BEDROCK_GUARDRAIL ?? "off:off"),
    /** Where Comprehend is asked about the texts of tenants that want it; undefined where it is not. */
    comprehendRegion: unlessOff(settings.COMPREHEND),
    endpoints: Object.freeze({
      dynamodb: settings.DYNAMODB_ENDPOINT,
      secretsManager: settings.SECRETS_MANAGER_ENDPOINT,
      kms: settings.KMS_ENDPOINT,
      lambda: settings.LAMBDA_ENDPOINT,
      s3: settings.S3_ENDPOINT,
      bedrock: settings.BEDROCK_ENDPOINT,
      comprehend: settings.COMPREHEND_ENDPOINT,
      comprehendMedical: settings.COMPREHEND_MEDICAL_ENDPOINT,
    }),
  });
};

const unlessOff = (value: string | undefined): string | undefined => (value === "off" ? undefined : value);

const guardrailOf = (named: string) => {
  const [id = "off", version = "off"] = named.split(":");
  return id === "off" ? undefined : Object.freeze({ id, version });
};

const offlineOnlyFaults = (settings: z.infer<typeof environment>): string[] => {
  if (settings.STAGE === "local") return [];
  const localSettings = (["SIGNING_KEYS_URI", "ROOT_KEY_URI", "KEY_WRAPPER_URI", "LEDGER_KEYS_URI", "AUDIT_ARCHIVE_URI"] as const)
    .filter((name) => settings[name].startsWith("file:"))
    .map((name) => `${name}: key files are for the stage "local" only`);
  const switches = [
    ...(settings.RATE_LIMITS === "off" ? ["RATE_LIMITS: off is for the stage local only"] : []),
    ...(Number(settings.CLOCK_OFFSET_SECONDS ?? "0") === 0 ? [] : ["CLOCK_OFFSET_SECONDS: for the stage local only"]),
    ...(settings.DYNAMODB_ENDPOINT === undefined ? [] : ["DYNAMODB_ENDPOINT: for the stage local only"]),
    ...(settings.LAMBDA_ENDPOINT === undefined ? [] : ["LAMBDA_ENDPOINT: for the stage local only"]),
    ...(settings.TOKEN_ISSUER.startsWith("https:") ? [] : ["TOKEN_ISSUER: a stage needs an https issuer"]),
  ];
  const clearText = (["BEDROCK_ENDPOINT", "COMPREHEND_ENDPOINT", "COMPREHEND_MEDICAL_ENDPOINT"] as const)
    .filter((name) => settings[name]?.startsWith("https:") === false)
    .map((name) => `${name}: a stage sends text over https only`);
  return [...localSettings, ...switches, ...clearText];
};
