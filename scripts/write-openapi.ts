/** `npm run openapi`: writes the OpenAPI document of the contract to docs/api/. */
import { writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { openapiFiles } from "./openapi-files.ts";

for (const [path, text] of await openapiFiles()) {
  await writeFile(path, text);
  console.log(`wrote ${relative(process.cwd(), path)}`);
}
