/** What the engine knows about words before it hears any: read once a process from a packaged file. */
export type MemoryAids = {
  /** How telling a stem is, from 0 (everybody says it) to 1 (hardly anybody does). */
  readonly weightOf: (stem: string) => number;
};

/** The aids in the packaged word list: one line a weight, `<weight in percent> stem stem …`. Words that are not in it tell most. */
export const readAids = (file: string): MemoryAids => {
  const weights = new Map<string, number>();
  for (const line of file.split("\n")) {
    const [percent = "", ...stems] = line.split(" ");
    for (const stem of stems) weights.set(stem, Number(percent) / 100);
  }
  return { weightOf: (stem) => weights.get(stem) ?? 1 };
};
