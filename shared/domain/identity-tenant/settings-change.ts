import { canonicalJson } from "../../canonical-json.ts";
import { defaultSettings, type Settings, type Tenant } from "../identity/tenant.ts";
import { mergePatch } from "./merge-patch.ts";

/** What an operator decided about a tenant, apart from its keys. */
export const settingsOf = ({ name, status, origins, limits, sessions, tokens, retention, dlp, memory }: Settings): Settings => ({
  name,
  status,
  origins,
  limits,
  sessions,
  tokens,
  retention,
  dlp,
  memory,
});

/** Settings after a merge patch, yet unchecked. What the patch removes has its default again. */
export const patchedSettings = (settings: Partial<Settings>, patch: unknown): unknown =>
  withDefaults(mergePatch(settings, patch), defaultSettings);

/** Members that are missing come from the defaults; only groups have members that may be missing. */
const withDefaults = (value: unknown, defaults: unknown): unknown => {
  if (!isGroup(value) || !isGroup(defaults)) return value;
  const missing = Object.entries(defaults).filter(([member]) => !Object.hasOwn(value, member));
  const present = Object.entries(value).map(([member, each]) => [
    member,
    withDefaults(each, new Map(Object.entries(defaults)).get(member)),
  ]);
  return Object.fromEntries([...missing, ...present]);
};

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Names of the settings that differ, e.g. `status` or `limits.callsPerMinute`; never a value. */
export const changedSettings = (before: Tenant, after: Tenant): readonly string[] =>
  differences(settingsOf(before), settingsOf(after), "").sort();

const differences = (before: unknown, after: unknown, path: string): string[] => {
  if (!isGroup(before) || !isGroup(after)) return canonicalJson([before]) === canonicalJson([after]) ? [] : [path];
  const [old, present] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...old.keys(), ...present.keys()])].flatMap((member) =>
    differences(old.get(member), present.get(member), path === "" ? member : `${path}.${member}`),
  );
};
