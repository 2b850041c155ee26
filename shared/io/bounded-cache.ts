/** A small map that forgets: entries older than `lifeMs`, and the oldest ones beyond `size`. Nothing in it may matter for correctness. */
export type BoundedCache<Value> = {
  readonly get: (key: string) => Value | undefined;
  readonly set: (key: string, value: Value) => void;
  readonly delete: (key: string) => void;
};

/** What the cache holds under a name, or what `fetchValue` brings, held from now on; a failure is not held. */
export const heldOrFetched = <Value>(
  cache: BoundedCache<Promise<Value>>,
  name: string,
  fetchValue: () => Promise<Value>,
): Promise<Value> => {
  const present = cache.get(name);
  if (present !== undefined) return present;
  const fetching = fetchValue();
  cache.set(name, fetching);
  fetching.catch(() => cache.delete(name));
  return fetching;
};

export const boundedCache = <Value>(limits: {
  readonly size: number;
  readonly lifeMs: number;
  readonly now: () => number;
}): BoundedCache<Value> => {
  const entries = new Map<string, { readonly value: Value; readonly untilMs: number }>();
  return {
    get: (key) => {
      const entry = entries.get(key);
      return entry !== undefined && limits.now() < entry.untilMs ? entry.value : undefined;
    },
    set: (key, value) => {
      entries.delete(key);
      entries.set(key, { value, untilMs: limits.now() + limits.lifeMs });
      const oldest = entries.keys().next();
      if (entries.size > limits.size && !oldest.done) entries.delete(oldest.value);
    },
    delete: (key) => {
      entries.delete(key);
    },
  };
};
