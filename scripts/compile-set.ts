/** `node scripts/compile-set.ts SET.txt > SET.jsonl`: writes a marked set as JSON lines of {id, text, spans, keep}. */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseMarkedSet } from "../tests/sets/marked-set.ts";

const paths = process.argv.slice(2);
if (paths.length === 0) {
  console.error("usage: node scripts/compile-set.ts SET.txt ... > SET.jsonl");
  process.exit(2);
}
for (const path of paths) {
  const messages = parseMarkedSet(await readFile(path, "utf8"), basename(path, ".txt"));
  for (const message of messages) console.log(JSON.stringify(message));
}
