import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { settingNames, tableNames } from "./expected-names.ts";
import { testSummaries } from "./packaged-summaries.ts";
import {
  environmentOf,
  functionKey,
  type PackagedTemplate,
  packageStage,
  type Resource,
  roleIdOf,
  type Statement,
  statementsOf,
} from "./packaged-template.ts";

const root = join(import.meta.dirname, "../..");
const keptStages = ["staging", "prod"];
const scheduled = ["audit-seal", "compliance-report-publish"];
const withoutSettings = ["cors-preflight", "health-check", "openapi-get", "route-fallback"];
const withoutRecovery = ["conversation-keys", "leases", "rate-limits"];

const scrubsText = ["action-dispatch", "context-get", "conversation-append", "conversation-save"];

/** What would let a role do more than its function needs: "*" anywhere but in a condition. */
const hasWildcard = (part: unknown): boolean => JSON.stringify(part).includes("*");

/** Comprehend's actions know no resource, so "*" is all that can be granted: in one region, which a stage without Comprehend does not name. */
const asksComprehend: Statement = {
  Effect: "Allow",
  Action: ["comprehend:DetectPiiEntities", "comprehendmedical:DetectPHI"],
  Resource: "*",
  Condition: { StringEquals: { "aws:RequestedRegion": "off" } },
};
/** Objects of a bucket have no other name in a policy than "all below": of the archive's one folder, and to be added only. */
const isArchiving = ({ Action, Resource: granted }: Statement): boolean =>
  isDeepStrictEqual(Action, ["s3:PutObject"]) &&
  /^\{"Fn::Sub":"\$\{AuditArchiveBucket.Arn\}\/[a-z]+\/\*"\}$/.test(JSON.stringify(granted));
const isAskingComprehend = (statement: Statement): boolean => isDeepStrictEqual(statement, asksComprehend);

describe.each(["dev", "staging", "prod"])("the packaged stage %s", (stage) => {
  let template: PackagedTemplate;
  let lambdas: Resource[];
  let tables: Resource[];
  let roles: Resource[];

  beforeAll(async () => {
    template = await packageStage(stage);
    lambdas = template.ofType("AWS::Lambda::Function");
    tables = template.ofType("AWS::DynamoDB::Table");
    roles = template.ofType("AWS::IAM::Role");
  }, 120_000);

  const table = (name: string) => tables.find((each) => each.properties.TableName === `${stage}-${name}`)?.properties ?? {};
  const statementsFor = (key: string) => {
    const lambda = lambdas.filter((each) => functionKey(each) === key).map(roleIdOf);
    return roles.filter((role) => lambda.includes(role.id)).flatMap(statementsOf);
  };

  test("has one function for each file in functions/", async () => {
    const files = (await readdir(join(root, "functions"))).filter((name) => name.endsWith(".ts"));
    expect(lambdas.map(functionKey).sort()).toEqual(files.map((name) => name.replace(/\.ts$/, "")).sort());
  });

  test("runs every function on nodejs24.x and arm64, calls within ten seconds and schedules within 15 minutes", () => {
    for (const lambda of lambdas) {
      const { properties } = lambda;
      const Timeout = scheduled.includes(functionKey(lambda)) ? 900 : 10;
      expect(properties).toMatchObject({ Runtime: "nodejs24.x", Architectures: ["arm64"], Timeout });
      expect(properties.Description).toMatch(/^[A-Z].*\.$/);
    }
  });

  test("names each function after its stage and file", () => {
    for (const lambda of lambdas) {
      expect(lambda.properties.FunctionName).toBe(`picasso-context-${stage}-${functionKey(lambda)}`);
    }
  });

  test("gives each function a role of its own", () => {
    expect(new Set(lambdas.map(roleIdOf)).size).toBe(lambdas.length);
    expect(roles.map((role) => role.id).sort()).toEqual(lambdas.map(roleIdOf).sort());
  });

  test("lets the functions that scrub text ask Comprehend in the stage's region, and nobody else", () => {
    const granted = lambdas.filter((each) => statementsFor(functionKey(each)).some(isAskingComprehend));
    expect(granted.map(functionKey).sort()).toEqual(scrubsText);
    expect(JSON.stringify(roles.flatMap(statementsOf).filter((each) => !isAskingComprehend(each)))).not.toContain("omprehend");
  });

  test("grants no wildcard action and no wildcard resource, but for Comprehend and what is added to the archive", () => {
    const statements = roles.flatMap(statementsOf).filter((each) => !isAskingComprehend(each) && !isArchiving(each));
    expect(statements.length).toBeGreaterThan(lambdas.length);
    for (const { Action, Resource: granted } of statements) {
      expect(granted).toBeDefined();
      expect(hasWildcard(Action)).toBe(false);
      expect(hasWildcard(granted)).toBe(false);
    }
    for (const role of roles) expect(role.properties.ManagedPolicyArns).toBeUndefined();
  });

  test("lets each function write to its own log group only", () => {
    for (const lambda of lambdas) {
      const logs = statementsFor(functionKey(lambda)).filter(({ Action }) => Action.some((action) => action.startsWith("logs:")));
      const group = template
        .ofType("AWS::Logs::LogGroup")
        .find((each) => each.properties.LogGroupName === `/aws/lambda/${String(lambda.properties.FunctionName)}`);
      expect(logs.map((each) => each.Resource)).toEqual([{ "Fn::GetAtt": [group?.id, "Arn"] }]);
    }
  });

  test("lets nobody change or delete an audit event", () => {
    const onLedger = roles
      .flatMap(statementsOf)
      .filter(({ Resource: granted }) => JSON.stringify(granted).includes("AuditEvents"));
    expect(onLedger.length).toBeGreaterThan(0);
    const actions = new Set(onLedger.flatMap(({ Action }) => Action));
    expect([...actions].sort()).toEqual(["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"]);
    expect(roles.flatMap(statementsOf).filter(({ Effect }) => Effect !== "Allow")).toEqual([]);
  });

  test("locks the audit archive in compliance mode, encrypted, private, over TLS, and lets no function read or delete it", () => {
    const [archive] = template.ofType("AWS::S3::Bucket").filter(({ id }) => id === "AuditArchiveBucket");
    expect(archive).toMatchObject({ DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" });
    const blocked = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };
    const retention = { Mode: "COMPLIANCE", Days: keptStages.includes(stage) ? 6 * 366 : 1 };
    expect(archive?.properties).toMatchObject({
      ObjectLockEnabled: true,
      ObjectLockConfiguration: { ObjectLockEnabled: "Enabled", Rule: { DefaultRetention: retention } },
      VersioningConfiguration: { Status: "Enabled" },
      PublicAccessBlockConfiguration: blocked,
    });
    expect(JSON.stringify(archive?.properties.BucketEncryption)).toContain('"SSEAlgorithm":"aws:kms"');
    const [policy] = template.ofType("AWS::S3::BucketPolicy").filter(({ id }) => id === "AuditArchivePolicy");
    expect(JSON.stringify(policy?.properties)).toMatch(/"aws:SecureTransport":"false"/);
    expect(JSON.stringify(policy?.properties)).toMatch(
      /"Effect":"Deny","Principal":"\*","Action":\["s3:DeleteObject","s3:DeleteObjectVersion"\]/,
    );
    const onArchive = roles.flatMap(statementsOf).filter((each) => each.Action.some((action) => action.startsWith("s3:")));
    expect(onArchive.every(isArchiving)).toBe(true);
  });

  test("seals every ledger every quarter of an hour", () => {
    const [rule] = template
      .ofType("AWS::Events::Rule")
      .filter(({ properties }) => JSON.stringify(properties).includes("AuditDashseal"));
    expect(rule?.properties).toMatchObject({ ScheduleExpression: "rate(15 minutes)", State: "ENABLED" });
  });

  test("lets only the administration of tenants change tenants, but for the end of all their sign-ins and holds; only their list read them all, and nobody delete one", () => {
    const rightsOn = (key: string) =>
      statementsFor(key)
        .filter(({ Resource: granted }) => JSON.stringify(granted).includes("TenantsTable"))
        .flatMap(({ Action }) => Action);
    const having = (action: string) =>
      lambdas
        .map(functionKey)
        .filter((key) => rightsOn(key).includes(action))
        .sort();
    const changing = ["create", "key-create", "key-revoke", "key-rotate", "update"].map((act) => `tenant-${act}`);
    expect([having("dynamodb:PutItem"), having("dynamodb:Scan")]).toEqual([
      changing,
      ["audit-seal", "compliance-report-publish", "tenant-list"],
    ]);
    const all = new Set(lambdas.map(functionKey).flatMap(rightsOn));
    expect(having("dynamodb:UpdateItem")).toEqual(["hold-lift", "hold-set", "token-revoke"]);
    expect([...all].sort()).toEqual(["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Scan", "dynamodb:UpdateItem"]);
  });

  test("lets only functions that open or make data keys use the wrapping key, for one conversation at a time", () => {
    const users = lambdas.map(functionKey).filter((key) => JSON.stringify(statementsFor(key)).includes("WrappingKey"));
    const neverOpening = ["token-refresh", "token-revoke", "conversation-clear", "subject-erase", "hold-set", "hold-lift"];
    for (const key of [...neverOpening, ...withoutSettings]) expect(users).not.toContain(key);
    for (const { Resource: granted, Condition } of roles.flatMap(statementsOf)) {
      if (JSON.stringify(granted).includes("WrappingKey"))
        expect(JSON.stringify(Condition)).toContain("EncryptionContext:tenantId");
    }
  });

  test("hands functions the names of secrets and nothing else", () => {
    for (const lambda of lambdas) {
      const environment = environmentOf(lambda);
      const expected = withoutSettings.includes(functionKey(lambda)) ? [] : settingNames;
      expect(Object.keys(environment).sort()).toEqual(expected);
      expect(JSON.stringify({ ...environment, SUMMARIZE_FUNCTION: "a name" })).not.toMatch(/file:|[A-Za-z0-9_-]{43}/);
      if (expected.length === 0) continue;
      expect(environment).toMatchObject({
        SIGNING_KEYS_URI: `aws-secretsmanager:picasso/${stage}/signing-keys`,
        COMPREHEND: "off",
      });
    }
  });

  test("holds exactly the tables of the design", () => {
    expect(tables.map((each) => each.properties.TableName).sort()).toEqual(tableNames.map((name) => `${stage}-${name}`));
  });

  test("encrypts every table with our key, bills it on demand and expires its items", () => {
    for (const { properties } of tables) {
      expect(properties).toMatchObject({
        BillingMode: "PAY_PER_REQUEST",
        SSESpecification: { SSEEnabled: true, SSEType: "KMS", KMSMasterKeyId: { "Fn::GetAtt": ["StorageKey", "Arn"] } },
        TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
      });
    }
  });

  test("keeps point-in-time recovery everywhere but for keys and counters", () => {
    for (const name of tableNames) {
      const recovery = { PointInTimeRecoveryEnabled: true };
      expect(table(name).PointInTimeRecoverySpecification).toEqual(withoutRecovery.includes(name) ? undefined : recovery);
    }
  });

  test("keeps no second copy of a conversation key", () => {
    expect(table("conversation-keys")).not.toHaveProperty("StreamSpecification");
    expect(table("conversation-keys")).not.toHaveProperty("ReplicaSpecification");
    expect(template.ofType("AWS::Backup::BackupSelection")).toEqual([]);
  });

  test("protects what must not be lost against deletion on staging and prod", () => {
    const isKept = keptStages.includes(stage);
    const removal = isKept ? "Retain" : "Delete";
    for (const each of tables) expect(each.properties.DeletionProtectionEnabled).toBe(isKept);
    for (const each of [...tables, ...template.ofType("AWS::KMS::Key"), ...template.ofType("AWS::SecretsManager::Secret")]) {
      expect(each).toMatchObject({ DeletionPolicy: removal, UpdateReplacePolicy: removal });
    }
  });

  test("rotates its keys and lets AWS make its secrets", () => {
    const isSymmetric = ({ properties }: Resource) => properties.KeySpec === undefined;
    const keys = template.ofType("AWS::KMS::Key").filter(isSymmetric);
    expect(keys.length).toBe(2);
    for (const key of keys) expect(key.properties.EnableKeyRotation).toBe(true);
    const secrets = template.ofType("AWS::SecretsManager::Secret");
    expect(secrets.map((secret) => secret.properties.Name).sort()).toEqual([
      `picasso/${stage}/ledger-keys`,
      `picasso/${stage}/root-key`,
      `picasso/${stage}/signing-keys`,
    ]);
    for (const { properties } of secrets) {
      expect(properties).not.toHaveProperty("SecretString");
      expect(properties.KmsKeyId).toEqual({ "Fn::GetAtt": ["StorageKey", "Arn"] });
    }
  });

  test("has Secrets Manager, and nobody else, run the rotation of the signing keys every 30 days", () => {
    const [schedule] = template.ofType("AWS::SecretsManager::RotationSchedule");
    const rotator = lambdas.find((lambda) => functionKey(lambda) === "signing-key-rotate");
    expect(schedule?.properties).toMatchObject({
      SecretId: { Ref: "SigningKeysSecret" },
      RotationLambdaARN: { "Fn::GetAtt": [rotator?.id, "Arn"] },
      RotationRules: { AutomaticallyAfterDays: 30 },
    });
    const callers = template
      .ofType("AWS::Lambda::Permission")
      .filter(({ properties }) => JSON.stringify(properties.FunctionName).includes(`"${rotator?.id}"`));
    expect(callers.map(({ properties }) => [properties.Principal, properties.SourceAccount])).toEqual([
      ["secretsmanager.amazonaws.com", { Ref: "AWS::AccountId" }],
    ]);
  });

  test("keeps every log for 400 days on staging and prod and for 14 on dev", () => {
    const groups = template.ofType("AWS::Logs::LogGroup");
    expect(groups).toHaveLength(lambdas.length + 1);
    for (const { properties } of groups) expect(properties.RetentionInDays).toBe(keptStages.includes(stage) ? 400 : 14);
  });

  test("logs calls without paths, query strings, headers and addresses", () => {
    const [api] = template.ofType("AWS::ApiGatewayV2::Stage");
    const { Format } = Object(api?.properties.AccessLogSettings);
    expect(Object.keys(JSON.parse(Format))).toContain("requestId");
    expect(Format).not.toMatch(
      /\$context\.(path|identity|authorizer|domainName)|\$(request|stageVariables)|authorization|query/i,
    );
  });

  test("answers CORS in our functions, not in the gateway", () => {
    const [api] = template.ofType("AWS::ApiGatewayV2::Api");
    expect(api?.properties).not.toHaveProperty("CorsConfiguration");
    const routes = template.ofType("AWS::ApiGatewayV2::Route").map((route) => route.properties.RouteKey);
    expect(routes).toEqual(expect.arrayContaining(["OPTIONS /", "OPTIONS /{path+}", "$default"]));
  });

  testSummaries(() => template);
});
