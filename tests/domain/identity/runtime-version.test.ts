import { createRequire } from "node:module";
import { describe, expect, test } from "@jest/globals";
import { satisfies } from "../../../shared/domain/identity/runtime-version.ts";

type Semver = { readonly satisfies: (version: string, range: string) => boolean };
/** The very package that bundles leave out, as jsonwebtoken would load it. */
const semver = createRequire(createRequire(import.meta.url).resolve("jsonwebtoken"))("semver") as Semver;

const ranges = [">=15.7.0", "^6.12.0 || >=8.0.0", ">=16.9.0"];
const versions = ["v4.9.1", "v6.11.9", "v6.12.0", "v7.1.0", "v8.0.0", "v15.6.9", "v15.7.0", "v16.8.7", "v16.9.0", "v24.21.0"];

describe("the ranges that jsonwebtoken asks about", () => {
  test.each(ranges.flatMap((range) => versions.map((version) => [version, range] as const)))(
    "%s against %s is as semver says",
    (version, range) => {
      expect(satisfies(version, range)).toBe(semver.satisfies(version, range));
    },
  );
});
