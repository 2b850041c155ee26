import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import * as z from "zod/mini";

const statement = z.object({
  Effect: z.string(),
  Action: z.array(z.string()),
  Resource: z.unknown(),
  Condition: z.optional(z.unknown()),
});
const policies = z.array(z.object({ PolicyDocument: z.object({ Statement: z.array(statement) }) }));
const resource = z.object({
  Type: z.string(),
  DeletionPolicy: z.optional(z.string()),
  UpdateReplacePolicy: z.optional(z.string()),
  Properties: z.optional(z.record(z.string(), z.unknown())),
});
const template = z.object({ Resources: z.record(z.string(), resource) });

export type Statement = z.infer<typeof statement>;
export type Resource = { readonly id: string; readonly properties: Readonly<Record<string, unknown>> } & z.infer<typeof resource>;

/** The compiled CloudFormation of a stage. */
export type PackagedTemplate = { readonly ofType: (type: string) => Resource[] };

const root = join(import.meta.dirname, "../..");
const run = promisify(execFile);
const packageWithinMs = 110_000;

/** The template that `serverless package` makes of a stage, on a machine that knows nothing of AWS; nothing is bundled for it. */
export const packageStage = async (stage: string): Promise<PackagedTemplate> => {
  const serverless = join(dirname(createRequire(import.meta.url).resolve("serverless/package.json")), "bin/serverless.js");
  const dir = await mkdtemp(join(tmpdir(), `picasso-package-${stage}-`));
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_")));
  try {
    await run(process.execPath, [serverless, "package", "--stage", stage, "--package", dir], {
      cwd: root,
      env: { ...env, PICASSO_PLUGINS: "template" },
      timeout: packageWithinMs,
      killSignal: "SIGKILL",
    });
    const text = await readFile(join(dir, "cloudformation-template-update-stack.json"), "utf8");
    const { Resources } = template.parse(JSON.parse(text));
    const resources = Object.entries(Resources).map(([id, each]) => ({ id, ...each, properties: each.Properties ?? {} }));
    return { ofType: (type) => resources.filter((each) => each.Type === type) };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
};

/** The key under `functions` in serverless.yml. */
export const functionKey = (lambda: Resource): string =>
  String(lambda.properties.Handler)
    .replace(/^functions\//, "")
    .replace(/\.handler$/, "");

export const roleIdOf = (lambda: Resource): string =>
  z.object({ "Fn::GetAtt": z.tuple([z.string(), z.literal("Arn")]) }).parse(lambda.properties.Role)["Fn::GetAtt"][0];

export const statementsOf = (role: Resource): Statement[] =>
  policies.parse(role.properties.Policies).flatMap((policy) => policy.PolicyDocument.Statement);

export const environmentOf = (lambda: Resource): Record<string, unknown> =>
  z.object({ Environment: z.optional(z.object({ Variables: z.record(z.string(), z.unknown()) })) }).parse(lambda.properties)
    .Environment?.Variables ?? {};
