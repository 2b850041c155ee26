/**
 * Makes shared/models/names.bin from the registry packages, the templates and the marked texts beside this file.
 * The same inputs give the same bytes. `train-names.ts [texts] [target]` makes a smaller one elsewhere, to try things;
 * with `--leave-fifth` it does not read a fifth of the marked messages, to choose settings by.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeModel } from "./make-model.ts";

const texts = Number(process.argv[2] ?? 150_000);
const target = process.argv[3] ?? join(import.meta.dirname, "../../shared/models/names.bin");

const bytes = makeModel({
  seed: 20261123,
  texts,
  surveyEpochs: 2,
  epochs: 6,
  leavesFifth: process.argv.includes("--leave-fifth"),
});
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, bytes);
