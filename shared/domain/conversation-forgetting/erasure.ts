/** What a conversation's stored items are, for those who count them. `others`: whatever a later version stores beside the head. */
export const itemClasses = ["turns", "summaries", "vaultedValues", "aliases", "marks", "others", "keys", "subjectRows"] as const;

export type ItemClass = (typeof itemClasses)[number];

/** Items by their class. */
export type ItemCounts = Readonly<Record<ItemClass, number>>;

/** What a tombstone says of the erasure behind it. Counted before the first item went, so that a resumed one counts the same. */
export type StoredErasure = {
  readonly clearedAtMs: number;
  /** Undefined until the items have been counted. */
  readonly counts?: ItemCounts;
  /** Id of the data key that was destroyed; absent where there was none any more. */
  readonly keyId?: string | undefined;
  /** When nothing was found any more; undefined while items are being deleted. */
  readonly erasedAtMs?: number;
  /** Pages that were read to find nothing. */
  readonly pagesRead?: number;
  /** The call that finished it. */
  readonly requestId?: string;
};

export const noItems = Object.fromEntries(itemClasses.map((each) => [each, 0])) as ItemCounts;

export const sumOfCounts = (all: readonly ItemCounts[]): ItemCounts =>
  Object.fromEntries(itemClasses.map((each) => [each, all.reduce((sum, counts) => sum + counts[each], 0)])) as ItemCounts;

export const isNothing = (counts: ItemCounts): boolean => itemClasses.every((each) => counts[each] === 0);
