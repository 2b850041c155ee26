import { Fault, type Options, type Run, wordsOf } from "./command-line.ts";
import { printed, properties, table } from "./print.ts";
import { callService } from "./service-call.ts";
import { settingsPatch } from "./settings.ts";

const pathOf = (tenantId: string): string => `/v1/tenants/${encodeURIComponent(tenantId)}`;

const create: Run = async (words, options) => {
  const { TENANT } = wordsOf(words, "TENANT");
  if (options.name === undefined) throw new Fault(2, "A tenant needs a --name.");
  const body = { tenantId: TENANT, ...settingsPatch(options) };
  const answer = await callService(options, { method: "POST", path: "/v1/tenants", body });
  return printed(options, answer.body, () => properties(answer.body));
};

type Page = { readonly tenants: readonly Readonly<Record<string, unknown>>[]; readonly nextAfter: string | null };

/** All pages, sorted by id. */
const list: Run = async (words, options) => {
  wordsOf(words);
  const tenants = await tenantsAfter(options, undefined);
  const sorted = tenants.toSorted((a, b) => String(a.tenantId).localeCompare(String(b.tenantId)));
  return printed(options, sorted, () => table(sorted, ["tenantId", "name", "status", "version", "updatedAt"]));
};

const tenantsAfter = async (options: Options, after: string | undefined): Promise<Page["tenants"]> => {
  const path = `/v1/tenants?limit=100${after === undefined ? "" : `&after=${encodeURIComponent(after)}`}`;
  const { tenants, nextAfter } = (await callService(options, { method: "GET", path })).body as Page;
  return nextAfter === null ? tenants : [...tenants, ...(await tenantsAfter(options, nextAfter))];
};

const show: Run = async (words, options) => {
  const { TENANT } = wordsOf(words, "TENANT");
  const { body } = await callService(options, { method: "GET", path: pathOf(TENANT) });
  return printed(options, body, () => properties(body));
};

/** Changes what it read: another operator's change in between is refused, not overwritten. */
const update: Run = async (words, options) => {
  const { TENANT } = wordsOf(words, "TENANT");
  const body = settingsPatch(options);
  if (Object.keys(body).length === 0) throw new Fault(2, "Nothing to change: give --name, --origin, --set or --unset.");
  const { etag } = await callService(options, { method: "GET", path: pathOf(TENANT) });
  const change = { method: "PATCH", path: pathOf(TENANT), body, ...(etag === undefined ? {} : { ifMatch: etag }) };
  const changed = await callService(options, change);
  return printed(options, changed.body, () => properties(changed.body));
};

/** Whatever else was changed meanwhile: a suspension must not wait for anybody. */
const switchTo =
  (status: "active" | "suspended"): Run =>
  async (words, options) => {
    const { TENANT } = wordsOf(words, "TENANT");
    const { body } = await callService(options, { method: "PATCH", path: pathOf(TENANT), body: { status } });
    const text = status === "suspended" ? "is suspended, everywhere within one second." : "is active.";
    return printed(options, body, () => `${TENANT} ${text}`);
  };

export const tenantCommands = {
  "tenant create": create,
  "tenant list": list,
  "tenant show": show,
  "tenant update": update,
  "tenant suspend": switchTo("suspended"),
  "tenant resume": switchTo("active"),
} as const satisfies Readonly<Record<string, Run>>;
