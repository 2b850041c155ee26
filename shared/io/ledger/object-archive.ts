import type { Config } from "../../config.ts";
import { fileArchive } from "./file-archive.ts";
import { s3Archive } from "./s3-archive.ts";

/** Where ledgers and reports are kept for good. Names have parts divided by `/`. */
export type ObjectArchive = {
  /** Keeps an object. One that is there already stays what it is, and that is a success. */
  readonly put: (name: string, body: string) => Promise<void>;
  readonly get: (name: string) => Promise<string | undefined>;
};

/** The archive that `auditArchiveUri` names: `aws-s3:BUCKET` or `file:/FOLDER`. */
export const objectArchive = (config: Config): ObjectArchive => {
  const { auditArchiveUri: uri, endpoints } = config;
  if (uri.startsWith("file:")) return fileArchive(uri);
  return s3Archive({ bucket: uri.slice("aws-s3:".length), region: config.region, endpoint: endpoints.s3 });
};
