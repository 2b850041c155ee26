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
