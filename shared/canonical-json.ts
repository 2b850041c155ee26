/**
 * The canonical JSON text of a value (RFC 8785): no spaces, members sorted by the UTF-16 units of their names, numbers and escapes
 * as ECMAScript writes them. Equal values have equal texts. Members that are undefined are left out.
 */
export const canonicalJson = (value: unknown): string => {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  // Written by hand: an object would put names that are whole numbers in front of all others.
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const sorted = members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(",")}}`;
};
