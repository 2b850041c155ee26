/** The middle value; the mean of the two middle ones of an even number. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
};

/** The value that so many of a hundred do not exceed (nearest rank). */
export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil((share / 100) * values.length) - 1)] ?? 0;

/** Time on the clock and time on the processor, threads of the runtime included. */
export type Reading = { readonly wallMs: number; readonly cpuMs: number };

/** What one run of `work` took. */
export const timed = async (work: () => Promise<unknown>): Promise<Reading> => {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work();
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs, cpuMs: (user + system) / 1000 };
};

/** Medians of many readings. */
export const medianOf = (readings: readonly Reading[]): Reading => ({
  wallMs: median(readings.map((reading) => reading.wallMs)),
  cpuMs: median(readings.map((reading) => reading.cpuMs)),
});

export type Pair = { readonly floor: Reading; readonly ours: Reading; readonly ratio: Reading };

type PairedWork = {
  readonly floor: () => Promise<unknown>;
  readonly ours: () => Promise<unknown>;
  readonly warmUps: number;
  readonly pairs: number;
};

/** Medians of two works run in turn, in changing order, so that a noisy neighbour meets both alike. */
export const paired = async ({ floor, ours, warmUps, pairs }: PairedWork): Promise<Pair> => {
  const readings: { floor: Reading; ours: Reading }[] = [];
  for (let round = 0; round < warmUps + pairs; round += 1) {
    readings.push(round % 2 === 0 ? await floorFirst(floor, ours) : await oursFirst(floor, ours));
  }
  const counted = readings.slice(warmUps);
  const low = medianOf(counted.map((pair) => pair.floor));
  const high = medianOf(counted.map((pair) => pair.ours));
  return { floor: low, ours: high, ratio: { wallMs: high.wallMs / low.wallMs, cpuMs: high.cpuMs / low.cpuMs } };
};

type Work = PairedWork["floor"];

const floorFirst = async (floor: Work, ours: Work) => {
  const first = await timed(floor);
  return { floor: first, ours: await timed(ours) };
};

const oursFirst = async (floor: Work, ours: Work) => {
  const first = await timed(ours);
  return { floor: await timed(floor), ours: first };
};
