/** Slots that lie in one partition. A pool of the default size is one. */
const shardSlots = 50;
const shardsAtOnce = 16;

/** How many partitions the slots of a pool fill. */
const shardCount = (limit: number): number => Math.ceil(limit / shardSlots);

export const shardOfSlot = (slot: number): number => Math.floor(slot / shardSlots);

/** The slots of these shards below the limit. */
export const slotsOf = (shards: readonly number[], limit: number): readonly number[] =>
  shards
    .flatMap((shard) => Array.from({ length: shardSlots }, (_, index) => shard * shardSlots + index))
    .filter((slot) => slot < limit);

/**
 * All shards of a pool, in the order in which this conversation looks through them: from its own first one on, one, then two,
 * four, eight, and from there on sixteen at once.
 */
export const searchRounds = (conversationId: string, limit: number): readonly (readonly number[])[] => {
  const count = shardCount(limit);
  const first = spread(conversationId, count);
  const order = Array.from({ length: count }, (_, index) => (first + index) % count);
  const rounds: (readonly number[])[] = [];
  let start = 0;
  while (start < order.length) {
    const size = Math.min(shardsAtOnce, start + 1);
    rounds.push(order.slice(start, start + size));
    start += size;
  }
  return rounds;
};

/** The slot to try where nothing is known of the pool. */
export const guessedSlot = (conversationId: string, limit: number): number => spread(conversationId, limit);

/** The shards from one on, in order, sixteen at once. */
export const readingRounds = (firstShard: number, limit: number): readonly (readonly number[])[] => {
  const shards = Array.from({ length: Math.max(0, shardCount(limit) - firstShard) }, (_, index) => firstShard + index);
  return Array.from({ length: Math.ceil(shards.length / shardsAtOnce) }, (_, index) =>
    shards.slice(index * shardsAtOnce, (index + 1) * shardsAtOnce),
  );
};

/** A number below `count` that depends on every character of the id. */
const spread = (id: string, count: number): number =>
  [...id].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 1_000_003, 7) % count;
