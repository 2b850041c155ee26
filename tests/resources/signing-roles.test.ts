import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { parse } from "yaml";

const root = join(import.meta.dirname, "../..");
type Granted = { readonly Action: readonly string[]; readonly Resource: unknown };
type Role = {
  readonly Properties: {
    readonly Policies: readonly {
      readonly PolicyName: string;
      readonly PolicyDocument: { readonly Statement: readonly Granted[] };
    }[];
  };
};

/** What each function's role may do with a resource. */
const rightsOn = async (name: string): Promise<ReadonlyMap<string, readonly string[]>> => {
  const text = await readFile(join(root, "resources/roles.yml"), "utf8");
  const { Resources }: { readonly Resources: Readonly<Record<string, Role>> } = parse(text, { logLevel: "silent" });
  const policies = Object.values(Resources).flatMap((role) => role.Properties.Policies);
  const rights = policies.map(({ PolicyName, PolicyDocument }) => {
    const own = PolicyDocument.Statement.filter(({ Resource }) => JSON.stringify(Resource).includes(name));
    return [PolicyName, own.flatMap(({ Action }) => Action).sort()] as const;
  });
  return new Map(rights.filter(([, actions]) => actions.length > 0));
};

/** The functions whose own code, comments aside, has one of these words. */
const functionsWith = async (words: RegExp): Promise<readonly string[]> => {
  const files = (await readdir(join(root, "functions"))).filter((file) => file.endsWith(".ts"));
  const found = await Promise.all(
    files.map(async (file) => {
      const source = await readFile(join(root, "functions", file), "utf8");
      return words.test(source.replace(/\/\*\*[\s\S]*?\*\//g, "")) ? [file.replace(/\.ts$/, "")] : [];
    }),
  );
  return found.flat().sort();
};

test("exactly the functions that sign statements may sign, by the keyring or by the key in KMS", async () => {
  const signing = await functionsWith(/needs\.signed|ledgerKeeping/);
  expect(signing).toEqual(["audit-seal", "conversation-clear", "conversation-export", "subject-erase", "subject-export"]);
  const rights = await rightsOn("StatementKey");
  expect(
    [...rights]
      .filter(([, actions]) => actions.includes("kms:Sign"))
      .map(([name]) => name)
      .sort(),
  ).toEqual(signing);
  const publishing = await functionsWith(/statementKeys|reportOf|reporting/);
  expect([...rights.keys()].sort()).toEqual([...signing, ...publishing].sort());
  expect([...(await rightsOn("LedgerKeysSecret")).keys()].sort()).toEqual([...signing, ...publishing].sort());
  for (const name of publishing) expect(rights.get(name)).toEqual(["kms:DescribeKey", "kms:GetPublicKey"]);
});
