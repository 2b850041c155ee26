import { bundles } from "./bundles.ts";
import { chainCpu } from "./chain-cpu.ts";
import { deidentification } from "./deidentification.ts";
import { ledgerCost } from "./ledger-cost.ts";
import { memoryBenchmarks } from "./memory/memory-benchmarks.ts";
import { mintedTokens } from "./minted-tokens.ts";
import { overhead } from "./overhead.ts";
import { refreshSuccess } from "./refresh-success.ts";
import { type Section, sectionText } from "./report.ts";
import { writeResults } from "./results-file.ts";
import { storageCost } from "./storage-cost.ts";
import { openWorld, type World } from "./world.ts";

const benchmarks: Readonly<Record<string, (world: World) => Promise<Section>>> = {
  overhead,
  chainCpu,
  deidentification,
  storageCost,
  bundles,
  mintedTokens,
  refreshSuccess,
  ledgerCost,
  ...memoryBenchmarks,
};

/** Runs the benchmarks that are named, or all. */
const run = async (names: readonly string[]): Promise<void> => {
  const chosen = Object.entries(benchmarks).filter(([name]) => names.length === 0 || names.includes(name));
  const world = await openWorld();
  const found: Record<string, Section> = {};
  try {
    for (const [name, benchmark] of chosen) {
      const section = await benchmark(world);
      found[name] = section;
      console.log(sectionText(section));
    }
  } finally {
    await world.stop();
  }
  await writeResults(found);
};

await run(process.argv.slice(2));
process.exit();
