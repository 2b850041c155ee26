import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { Validator } from "@seriousme/openapi-schema-validator";
import { parse } from "yaml";
import * as z from "zod/mini";
import { openapiDocument, openPath } from "../../scripts/openapi-document.ts";
import { openapiFiles } from "../../scripts/openapi-files.ts";
import { operations } from "../../shared/contract/operations.ts";
import { problemCodes } from "../../shared/contract/problem-codes.ts";
import { problemMembers } from "../../shared/contract/problem-members.ts";

type Service = {
  readonly functions: Readonly<
    Record<string, { readonly handler: string; readonly events?: readonly { readonly httpApi: string }[] }>
  >;
};
type Paths = Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>;

const root = join(import.meta.dirname, "../..");
const codes = Object.keys(problemCodes);
const document = openapiDocument("0.0.0");

let service: Service;

beforeAll(async () => {
  service = parse(await readFile(join(root, "serverless.yml"), "utf8"));
});

const routesInService = (): readonly string[] =>
  Object.entries(service.functions).flatMap(([id, { events = [] }]) =>
    events.filter(({ httpApi }) => httpApi !== undefined).map(({ httpApi }) => `${id}: ${httpApi}`),
  );

const routesInContract = (): readonly string[] =>
  operations.flatMap(({ id, methods, paths }) =>
    methods.flatMap((method) => paths.map((path) => (path === "*" ? `${id}: *` : `${id}: ${method} ${path}`))),
  );

describe("the OpenAPI document", () => {
  test("is what the contract says today", async () => {
    for (const [path, text] of await openapiFiles()) expect(await readFile(path, "utf8")).toBe(text);
  });

  test("says the same in JSON and in YAML", async () => {
    const [json, yaml] = await Promise.all(
      ["docs/api/openapi.json", "docs/api/openapi.yaml"].map((path) => readFile(join(root, path), "utf8")),
    );
    expect(parse(yaml ?? "")).toEqual(JSON.parse(json ?? ""));
  });

  test("is valid OpenAPI 3.1", async () => {
    const validator = new Validator();
    const result = await validator.validate({ ...document });
    expect({ ...result, errors: result.errors ?? [] }).toEqual({ valid: true, errors: [] });
    expect(validator.version).toBe("3.1");
  });

  test("refers to nothing that it does not hold", () => {
    const references = JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g);
    const missing = [...references].map(([, path = ""]) => path).filter((path) => valueAt(path.split("/")) === undefined);
    expect(missing).toEqual([]);
  });

  test("documents every route under the name of its function", () => {
    expect([...routesInContract()].sort()).toEqual([...routesInService()].sort());
    const documented = Object.entries(document.paths as Paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const expected = operations
      .filter(({ paths: [path] }) => path !== "*")
      .flatMap(({ methods, paths }) => methods.flatMap((method) => paths.map((path) => `${method} ${openPath(path)}`)));
    expect(documented.sort()).toEqual(expected.sort());
  });

  test("gives every operation a name of its own", () => {
    const ids = Object.values(document.paths as Paths).flatMap((item) =>
      Object.values(item).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("the operations", () => {
  test("name each function file that has a route once", async () => {
    const files = await readdir(join(root, "functions"));
    const withoutRoute = Object.entries(service.functions).filter(([, { events = [] }]) =>
      events.every(({ httpApi }) => httpApi === undefined),
    );
    const named = [...operations.map(({ id }) => id), ...withoutRoute.map(([id]) => id)];
    expect(named.map((id) => `${id}.ts`).sort()).toEqual(files.sort());
  });

  test("can give every problem code", () => {
    const given = new Set(operations.flatMap(({ problems }) => problems));
    expect([...given].sort()).toEqual([...codes].sort());
  });

  test.each(
    operations.flatMap(({ id, answers }) => Object.entries(answers).map(([status, answer]) => [id, status, answer] as const)),
  )("%s shows a true example of its %s answer", (_id, _status, { schema, example }) => {
    if (example !== undefined) expect(faultsOf(schema, example)).toEqual([]);
  });

  test.each(operations.filter(({ body }) => body?.example !== undefined).map(({ id, body }) => [id, body] as const))(
    "%s shows a true example of its body",
    (_id, body) => {
      expect(faultsOf(body?.schema, body?.example)).toEqual([]);
    },
  );

  test("are imported by no function and nothing that functions share", async () => {
    const names = (await Promise.all(["functions", "shared"].map(sourceFiles))).flat();
    const others = names.filter((name) => !name.startsWith("shared/contract/"));
    const texts = await Promise.all(others.map(async (name) => [name, await readFile(join(root, name), "utf8")] as const));
    const imported = /^import (?!type).*contract\/([a-z]+-)?(operations?|examples|problem-members|old-answers)\.ts"/m;
    expect(texts.filter(([, text]) => imported.test(text)).map(([name]) => name)).toEqual([]);
  });
});

describe("the problem pages", () => {
  test("are there for every code and for nothing else", async () => {
    const pages = (await readdir(join(root, "docs/problems"))).filter((name) => name !== "README.md");
    expect(pages.sort()).toEqual(codes.map((code) => `${code}.md`).sort());
  });

  test.each(codes)("%s says its status, its title and its type", async (code) => {
    const page = await readFile(join(root, "docs/problems", `${code}.md`), "utf8");
    const { status, title } = problemCodes[code as keyof typeof problemCodes];
    expect(page).toContain(`# ${code}`);
    expect(page).toContain(`${status}`);
    expect(page).toContain(title);
    expect(page).toContain(`"/problems/${code}"`);
  });

  test.each(codes)("%s names its members and shows a true example", async (code) => {
    const page = await readFile(join(root, "docs/problems", `${code}.md`), "utf8");
    const members: Readonly<Record<string, z.ZodMiniType>> = new Map(Object.entries(problemMembers)).get(code) ?? {};
    expect([...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name)).toEqual(Object.keys(members));
    const { type, title, status, instance, ...extension } = JSON.parse(/^```json\n([\s\S]+?)^```/m.exec(page)?.[1] ?? "");
    expect({ type, title, status }).toEqual({ type: `/problems/${code}`, ...problemCodes[code as keyof typeof problemCodes] });
    expect(instance).toMatch(/^urn:request:/);
    expect(faultsOf(z.strictObject(members), extension)).toEqual([]);
  });

  test("have an index that names them all", async () => {
    const index = await readFile(join(root, "docs/problems/README.md"), "utf8");
    expect(codes.filter((code) => !index.includes(`(${code}.md)`))).toEqual([]);
  });
});

const sourceFiles = async (folder: string): Promise<readonly string[]> =>
  (await readdir(join(root, folder), { recursive: true }))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${folder}/${name}`);

const valueAt = (steps: readonly string[]): unknown =>
  steps.reduce<unknown>((value, step) => (value as Readonly<Record<string, unknown>> | undefined)?.[step], document);

const faultsOf = (schema: z.ZodMiniType | undefined, example: unknown): readonly unknown[] =>
  schema?.safeParse(example).error?.issues ?? [];
