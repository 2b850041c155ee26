/**
 * Which pseudonym stands for what in one conversation: digests of values under the conversation's own key, never values.
 * `version` counts its changes; 0 is the empty book that every conversation begins with.
 */
export type AliasBook = {
  readonly version: number;
  readonly entries: ReadonlyMap<string, AliasEntry>;
};

/** `alias` as it stands in texts, without brackets: NAME_2. `role`: a value, a name of several words, or one word of such a name. */
export type AliasEntry = { readonly alias: string; readonly role: AliasRole };
export type AliasRole = "value" | "full-name" | "name-part";

/** A value that a text mentions: its digest, those of the words it may be called by later, and the word its pseudonym begins with. */
export type Mention = { readonly digest: string; readonly parts: readonly string[]; readonly placeholder: string };

export const emptyBook: AliasBook = { version: 0, entries: new Map() };

/** A conversation that names more than this gets bare placeholders for the rest. */
const entriesMax = 400;

/**
 * The pseudonyms of mentions in their order, and the book they are in afterwards: the same book when nothing was new.
 * A name that adds words to one known by a single word is the same person's.
 */
export const aliasesFor = (
  book: AliasBook,
  mentions: readonly Mention[],
): { readonly aliases: ReadonlyMap<string, string>; readonly book: AliasBook } => {
  const entries = new Map(book.entries);
  const aliases = new Map<string, string>();
  for (const mention of mentions) aliases.set(mention.digest, aliasIn(entries, mention));
  const isChanged = entries.size > book.entries.size;
  return { aliases, book: isChanged ? { version: book.version + 1, entries } : book };
};

const aliasIn = (entries: Map<string, AliasEntry>, mention: Mention): string => {
  const known = entries.get(mention.digest);
  if (known !== undefined) return known.alias;
  if (entries.size + mention.parts.length >= entriesMax) return mention.placeholder;
  const alias = aliasOfPart(entries, mention.parts) ?? nextAlias(entries, mention.placeholder);
  entries.set(mention.digest, { alias, role: mention.parts.length > 0 ? "full-name" : "value" });
  for (const part of mention.parts) {
    if (!entries.has(part)) entries.set(part, { alias, role: "name-part" });
  }
  return alias;
};

/** The pseudonym of somebody who was called by one of these words so far, and by no full name. */
const aliasOfPart = (entries: ReadonlyMap<string, AliasEntry>, parts: readonly string[]): string | undefined => {
  const called = parts.map((part) => entries.get(part)).find((entry) => entry?.role === "value");
  const hasFullName = [...entries.values()].some(({ alias, role }) => alias === called?.alias && role === "full-name");
  return hasFullName ? undefined : called?.alias;
};

const nextAlias = (entries: ReadonlyMap<string, AliasEntry>, placeholder: string): string => {
  const numbers = [...entries.values()].map(({ alias }) => numberOf(alias, placeholder));
  return `${placeholder}_${Math.max(0, ...numbers) + 1}`;
};

const numberOf = (alias: string, placeholder: string): number =>
  alias.startsWith(`${placeholder}_`) ? Number(alias.slice(placeholder.length + 1)) : 0;

/** The book as JSON, smallest form. */
export const bookToJson = (book: AliasBook): unknown =>
  [...book.entries].map(([digest, { alias, role }]) => [digest, alias, roles.indexOf(role)]);

/** The book of such JSON. Throws on any other. */
export const bookFromJson = (version: number, json: unknown): AliasBook => ({
  version,
  entries: new Map((json as readonly StoredEntry[]).map(([digest, alias, role]) => [digest, { alias, role: roleAt(role) }])),
});

type StoredEntry = readonly [digest: string, alias: string, role: number];
const roles = ["value", "full-name", "name-part"] as const;

const roleAt = (index: number): AliasRole => {
  const role = roles[index];
  if (role === undefined) throw new RangeError("not an alias book");
  return role;
};
