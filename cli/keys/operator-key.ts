import { problemCodes } from "../../shared/contract/problem-codes.ts";
import { tenantKeyAnswer } from "../../shared/domain/identity-tenant/tenant-answers.ts";
import { operatorKeysOf } from "../../shared/live-keys.ts";
import { livePorts } from "../../shared/live-ports.ts";
import { causeNames } from "../../shared/log.ts";
import { Problem } from "../../shared/problem.ts";
import { Fault, type Options, type Run, wordsOf } from "../command-line.ts";
import { printed, table } from "../print.ts";
import { stageConfig } from "../stage-config.ts";

type Keys = ReturnType<typeof operatorKeysOf>;

/** Works on the operators' record itself, and not through the interface: that is where the first key comes from. */
const withKeys = async <Result>(options: Options, work: (keys: Keys) => Promise<Result>): Promise<Result> => {
  const ports = livePorts(await stageConfig(options));
  try {
    return await work(operatorKeysOf(ports, "cli"));
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    const causes = causeNames(failure.cause).join(", ");
    throw new Fault(failure.status >= 500 ? 3 : 1, `${problemCodes[failure.code].title}${causes === "" ? "" : ` (${causes})`}`);
  } finally {
    ports.dynamo.destroy();
  }
};

const create: Run = async (words, options) => {
  wordsOf(words);
  const { label } = options;
  const wishes = { ...(label === undefined ? {} : { label }), ...endOf(options) };
  const { text, key } = await withKeys(options, (keys) => keys.create(wishes));
  const { kind: _, ...shown } = tenantKeyAnswer(key);
  return printed(
    options,
    { ...shown, key: text },
    () => `${text}\nThis is operator key ${key.keyId}. It is shown now and never again.`,
  );
};

const endOf = (options: Options): { readonly expiresAtMs?: number } => {
  const text = options["expires-at"];
  if (text === undefined) return {};
  const expiresAtMs = Date.parse(text);
  if (!(expiresAtMs > Date.now())) throw new Fault(2, "--expires-at is a time to come, e.g. 2027-01-31T00:00:00Z.");
  return { expiresAtMs };
};

const list: Run = async (words, options) => {
  wordsOf(words);
  const found = await withKeys(options, (keys) => keys.list());
  const rows = found.map(({ key, lastUsedAtMs }) => {
    const { kind: _, replacedBy: __, ...row } = tenantKeyAnswer(key, lastUsedAtMs);
    return row;
  });
  return printed(options, rows, () => table(rows, ["keyId", "label", "createdAt", "expiresAt", "lastUsedAt"]));
};

const revoke: Run = async (words, options) => {
  const { KEY } = wordsOf(words, "KEY");
  await withKeys(options, (keys) => keys.revoke(KEY));
  return printed(options, { keyId: KEY, isRevoked: true }, () => `${KEY} is revoked, everywhere within one second.`);
};

export const operatorKeyActs = { create, list, revoke } as const satisfies Readonly<Record<string, Run>>;
