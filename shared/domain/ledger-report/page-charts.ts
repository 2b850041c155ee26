import { escaped, grouped } from "./page-parts.ts";

/** Counts by name, the largest first, each with a bar. */
export const bars = (counts: Readonly<Record<string, number>>): string => {
  const all = Object.entries(counts).sort(([, a], [, b]) => b - a);
  const most = Math.max(1, ...all.map(([, count]) => count));
  const rows = all.map(
    ([name, count]) =>
      `<li><span>${escaped(name)}</span><b>${grouped(count)}</b><i style="width:${((100 * count) / most).toFixed(1)}%"></i></li>`,
  );
  return rows.length === 0 ? `<p class="none">None.</p>` : `<ul class="bars">${rows.join("")}</ul>`;
};

type Point = { readonly day: string; readonly turns: number; readonly reads: number; readonly refusals: number };

/** A picture of turns, reads and refusals day by day. */
export const dayChart = (days: readonly Point[]): string => {
  if (days.length === 0) return `<p class="none">None.</p>`;
  const most = Math.max(1, ...days.map(({ turns, reads, refusals }) => Math.max(turns, reads, refusals)));
  const step = 720 / Math.max(days.length, 7);
  const width = Math.min(18, (step - 4) / 3);
  const columns = days.map(({ day, ...counts }, index) => {
    const left = index * step + 2;
    const title = `${day}: ${counts.turns} turns, ${counts.reads} reads, ${counts.refusals} refusals`;
    const drawn = (["turns", "reads", "refusals"] as const).map((kind, place) => {
      const height = (118 * counts[kind]) / most;
      return `<rect class="${kind}" x="${(left + place * width).toFixed(1)}" y="${(120 - height).toFixed(1)}" width="${(width - 1).toFixed(1)}" height="${height.toFixed(1)}"/>`;
    });
    return `<g><title>${escaped(title)}</title>${drawn.join("")}</g>`;
  });
  const legend = ["turns", "reads", "refusals"].map((kind) => `<span class="${kind}">${kind}</span>`).join("");
  const [first, last] = [days[0]?.day ?? "", days.at(-1)?.day ?? ""];
  return `<figure><figcaption>${legend}<em>most in a day: ${grouped(most)}</em></figcaption><svg viewBox="0 0 720 121" role="img" aria-label="Turns, reads and refusals by day">${columns.join("")}<path d="M0 120.5H720"/></svg><p class="axis"><span>${escaped(first)}</span><span>${escaped(last)}</span></p></figure>`;
};
