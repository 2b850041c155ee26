import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * A plugin for whoever wants a stage's compiled template and no code: `PICASSO_PLUGINS=template serverless package`. Each function
 * gets the same empty archive, so nothing is bundled; all else of the template is as a deployment has it.
 */
type Serverless = {
  readonly serviceDir: string;
  readonly service: { readonly functions: Readonly<Record<string, { package?: object }>>; readonly package: { path?: string } };
};

/** The end record of a ZIP archive that holds nothing (APPNOTE 4.3.16). */
const emptyArchive = Buffer.concat([Buffer.from("504b0506", "hex"), Buffer.alloc(18)]);

class TemplateOnly {
  readonly hooks: Readonly<Record<string, () => Promise<void>>>;

  constructor({ service, serviceDir }: Serverless, { package: folder }: { readonly package?: string }) {
    this.hooks = {
      "before:package:createDeploymentArtifacts": async () => {
        const artifact = join(folder ?? service.package.path ?? serviceDir, "empty.zip");
        await mkdir(dirname(artifact), { recursive: true });
        await writeFile(artifact, emptyArchive);
        for (const lambda of Object.values(service.functions)) lambda.package = { ...lambda.package, artifact };
      },
    };
  }
}

export { TemplateOnly as "module.exports" };
