#!/usr/bin/env node
/** What the README's walk uses of curl, for machines that have Node and npm and nothing else. */
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    silent: { type: "boolean", short: "s" },
    request: { type: "string", short: "X" },
    header: { type: "string", short: "H", multiple: true },
    data: { type: "string", short: "d" },
    "write-out": { type: "string", short: "w" },
  },
});
const headers = Object.fromEntries(
  (values.header ?? []).map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]),
);
const method = values.request ?? (values.data === undefined ? "GET" : "POST");
const response = await fetch(positionals[0] ?? "", {
  method,
  headers,
  ...(values.data === undefined ? {} : { body: values.data }),
});
const ending = (values["write-out"] ?? "").replaceAll("\\n", "\n").replace("%{http_code}", String(response.status));
process.stdout.write((await response.text()) + ending);
