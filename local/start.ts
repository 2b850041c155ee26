/** `npm start`: the whole service on this machine, without an account. `--quiet` prints one line of JSON when it is ready. */
import { banner, type Demo } from "./banner.ts";
import { Refusal, readSettings, type Settings } from "./settings.ts";
import { createWorld } from "./world.ts";

const run = async (settings: Settings): Promise<number> => {
  const interrupted = new Promise<undefined>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => resolve(undefined));
  });
  const world = createWorld(settings);
  const running = world.start().then((demo) => {
    announce(demo, settings);
    return world.broken;
  });
  try {
    const failure = await Promise.race([interrupted, running]);
    if (failure !== undefined) console.error(failure);
    return failure === undefined ? 0 : 1;
  } finally {
    await world.stop();
  }
};

const announce = (demo: Demo, { isQuiet, dataDir }: Settings): void => {
  console.log(isQuiet ? JSON.stringify({ ...demo, pid: process.pid }) : banner(demo, dataDir));
};

// Whatever a part of this world writes is for its owner only.
process.umask(0o077);

try {
  process.exit(await run(readSettings(process.env, process.argv)));
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exit(1);
}
