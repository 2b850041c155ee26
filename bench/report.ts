/** One line of a table; every line of a table has the same members. */
export type Row = Readonly<Record<string, string | number>>;

/** What one benchmark found: a table, and what one must know to read it. */
export type Section = { readonly title: string; readonly rows: readonly Row[]; readonly notes?: readonly string[] };

/** A number with the digits worth reading. */
export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));

/** Whether a measured value keeps its bar. */
export const verdict = (value: number, bar: number): "ok" | "OVER" => (value <= bar ? "ok" : "OVER");

/** A section as text, in columns. */
export const sectionText = ({ title, rows, notes = [] }: Section): string => {
  const names = Object.keys(rows[0] ?? {});
  const widths = names.map((name) => Math.max(name.length, ...rows.map((row) => String(row[name] ?? "").length)));
  const line = (cells: readonly (string | number)[]) =>
    cells
      .map((cell, column) => aligned(cell, widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  const table = [line(names), ...rows.map((row) => line(names.map((name) => row[name] ?? "")))];
  return ["", `# ${title}`, ...table, ...notes.map((note) => `  ${note}`)].join("\n");
};

const aligned = (cell: string | number, width: number): string =>
  typeof cell === "number" ? String(cell).padStart(width) : cell.padEnd(width);
