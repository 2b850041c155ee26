/** Text that stands for itself in HTML. */
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? "");

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export const section = (title: string, content: string): string => `<section><h2>${escaped(title)}</h2>${content}</section>`;

/** A table whose cells are HTML already. Columns of numbers stand to the right; `figures`: another one that does, whatever is in it. */
export const table = (heads: readonly string[], rows: readonly (readonly string[])[], figures?: number): string => {
  if (rows.length === 0) return `<p class="none">None.</p>`;
  const classes = heads.map((_, column) => {
    const isNumber = column === figures || rows.every((cells) => number.test(cells[column] ?? ""));
    return isNumber ? ' class="number"' : "";
  });
  const head = heads.map((each, column) => `<th scope="col"${classes[column]}>${escaped(each)}</th>`).join("");
  const row = (cells: readonly string[]) => cells.map((cell, column) => `<td${classes[column]}>${cell}</td>`).join("");
  const body = rows.map((cells) => `<tr>${row(cells)}</tr>`).join("");
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
};

const number = /^[\d,.]+$/;

/** A number as people read it. */
export const grouped = (count: number): string => count.toLocaleString("en-US");
