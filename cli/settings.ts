import { Fault, type Options } from "./command-line.ts";

type Group = { [member: string]: unknown };

/** The settings that options decide, as a JSON merge patch: `--set limits.callsPerMinute=900 --unset retention`. */
export const settingsPatch = ({ name, origin, set = [], unset = [] }: Options): Readonly<Group> => {
  const patch: Group = { ...(name === undefined ? {} : { name }), ...(origin === undefined ? {} : { origins: origin }) };
  for (const assignment of set) {
    const at = assignment.indexOf("=");
    if (at < 1) throw new Fault(2, `--set takes SETTING=VALUE, not ${assignment}`);
    assign(patch, assignment.slice(0, at), settingValue(assignment.slice(at + 1)));
  }
  for (const path of unset) assign(patch, path, null);
  return patch;
};

const mostSteps = 3;

const assign = (patch: Group, path: string, value: unknown): void => {
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  const isName = [...steps, last].every((step) => /^[A-Za-z][A-Za-z0-9_]*$/.test(step));
  if (!isName || steps.length >= mostSteps) throw new Fault(2, `${path} is no setting, e.g. limits.callsPerMinute`);
  const group = steps.reduce(inner, patch);
  group[last] = value;
};

const inner = (group: Group, step: string): Group => {
  const present = group[step];
  const next = typeof present === "object" && present !== null && !Array.isArray(present) ? (present as Group) : {};
  group[step] = next;
  return next;
};

/** JSON where it is JSON, else text. */
const settingValue = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
