/**
 * Writes shared/models/care.bin and employers.bin, institutions by the names people call them, from scripts/institutions/:
 *
 *   npm run build:institutions
 *
 * The same lists give the same files, byte for byte. A line is a name. Those in scripts/institutions/further/ are only looked up;
 * texts to train on name the others.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { institutionKind } from "../shared/domain/dlp-institutions/detect-institution.ts";
import { packTerms } from "../shared/domain/dlp-terms/term-table.ts";
import { wholeTerm } from "../shared/domain/dlp-terms/whole-term.ts";

const root = join(import.meta.dirname, "..");

const readNames = (list: string, kind: number) =>
  ["", "further"]
    .flatMap((folder) => readFileSync(join(root, "scripts/institutions", folder, `${list}.txt`), "utf8").split("\n"))
    .filter((name) => name !== "")
    .flatMap((name) => wholeTerm(name).map((key) => ({ ...key, kind })));

for (const table of ["care", "employers"]) {
  const names = Object.entries(institutionKind).flatMap(([kind, bit]) => readNames(`${table}-${kind}`, bit));
  const file = packTerms(names);
  writeFileSync(join(root, `shared/models/${table}.bin`), file);
  console.log(`${table}: ${file.length} bytes from ${names.length} names`);
}
