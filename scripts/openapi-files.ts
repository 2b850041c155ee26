import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { openapiDocument } from "./openapi-document.ts";

const root = join(import.meta.dirname, "..");

/** The text of every file that is written from the contract, by its path. */
export const openapiFiles = async (): Promise<ReadonlyMap<string, string>> => {
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { readonly version: string };
  const document = openapiDocument(version);
  return new Map([
    [join(root, "docs/api/openapi.json"), `${JSON.stringify(document, undefined, 2)}\n`],
    [join(root, "docs/api/openapi.yaml"), stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 })],
  ]);
};
