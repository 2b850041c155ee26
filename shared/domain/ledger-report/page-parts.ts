/** Text that stands for itself in HTML. */
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? "");

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export const section = (title: string, content: string): string => `<section><h2>${escaped(title)}</h2>${content}</section>`;

/** A table whose cells are HTML already. */
export const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string => {
  if (rows.length === 0) return `<p class="none">None.</p>`;
  const isNumber = (column: number) => rows.every((cells) => number.test(cells[column] ?? ""));
  const head = heads.map((each, column) => `<th scope="col"${isNumber(column) ? right : ""}>${escaped(each)}</th>`).join("");
  const body = rows.map((cells) => `<tr>${cells.map(cell).join("")}</tr>`).join("");
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
};

const number = /^[\d,]+$/;
const right = ' class="number"';

const cell = (content: string): string => `<td${number.test(content) ? right : ""}>${content}</td>`;

/** A number as people read it. */
export const grouped = (count: number): string => count.toLocaleString("en-US");

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

/** The look of the page, on screens light and dark and on paper. */
export const style = [
  ":root{color-scheme:light dark;--ink:#17202b;--dim:#5b6878;--paper:#f4f6f9;--card:#fff;--line:#dfe5ec;--turns:#2563a8;--reads:#4aa58b;--refusals:#d08a2e;--good:#1c7c54;--bad:#b3261e}",
  "@media(prefers-color-scheme:dark){:root{--ink:#e6ebf1;--dim:#9aa7b6;--paper:#11161c;--card:#1a212a;--line:#2c3642;--turns:#6ba4e6;--reads:#62c3a6;--refusals:#e3aa5a;--good:#5cc494;--bad:#f0837b}}",
  "*{box-sizing:border-box}body{margin:0;font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}main{max-width:68rem;margin:0 auto;padding:2rem 1.2rem 4rem}",
  "header{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.5rem 2rem;align-items:baseline;border-bottom:3px solid var(--turns);padding-bottom:.8rem}",
  "h1{margin:0;font-size:1.6rem}h1 small{display:block;font-size:.95rem;font-weight:500;color:var(--dim)}h2{margin:0 0 .7rem;font-size:1.05rem}header p,.none{margin:0;color:var(--dim)}",
  ".verdict{display:flex;gap:.7rem;align-items:center;margin:1.1rem 0;padding:.7rem 1rem;border-radius:.5rem;background:var(--card);border:1px solid var(--line);border-left:.35rem solid var(--good)}.verdict.bad{border-left-color:var(--bad)}.verdict b{color:var(--good)}.verdict.bad b{color:var(--bad)}",
  ".figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.7rem;margin:1rem 0}.figures div,section{background:var(--card);border:1px solid var(--line);border-radius:.6rem}.figures div{padding:.7rem .9rem;color:var(--dim);font-size:.85rem}.figures b{display:block;font-size:1.45rem;color:var(--ink);font-variant-numeric:tabular-nums}",
  "section{padding:1rem 1.1rem;margin:0 0 1rem}.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));gap:0 1rem;align-items:start}",
  ".scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.88rem}th{font-size:.76rem;text-transform:uppercase;letter-spacing:.04em;color:var(--dim);font-weight:600}th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid var(--line)}tr:last-child td{border-bottom:0}.number{text-align:right;font-variant-numeric:tabular-nums}code{font-size:.8rem;overflow-wrap:anywhere;color:var(--dim)}a{color:var(--turns);white-space:nowrap}:target td{background:color-mix(in srgb,var(--turns) 15%,transparent)}",
  ".bars{list-style:none;margin:0;padding:0}.bars li{display:grid;grid-template-columns:1fr auto;gap:0 .8rem;padding:.22rem 0;font-size:.88rem}.bars b{font-variant-numeric:tabular-nums}.bars i{grid-column:1/-1;height:.3rem;border-radius:.2rem;background:var(--turns)}",
  "figure{margin:0}figcaption{display:flex;gap:1rem;font-size:.82rem;color:var(--dim);margin-bottom:.5rem}figcaption span::before{content:'';display:inline-block;width:.65rem;height:.65rem;margin-right:.35rem;border-radius:.15rem;background:var(--dim)}figcaption .turns::before{background:var(--turns)}figcaption .reads::before{background:var(--reads)}figcaption .refusals::before{background:var(--refusals)}figcaption em{margin-left:auto;font-style:normal}svg{display:block;width:100%}.turns{fill:var(--turns)}.reads{fill:var(--reads)}.refusals{fill:var(--refusals)}svg path{stroke:var(--line)}.axis{display:flex;justify-content:space-between;margin:.2rem 0 0;font-size:.78rem;color:var(--dim)}",
  ".alert{border-left:.3rem solid var(--bad);padding-left:.8rem}@media print{body{font-size:11px;background:#fff}section,.figures div{break-inside:avoid}main{padding:0}}",
].join("");
