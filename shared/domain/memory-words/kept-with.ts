/**
 * What `make` makes of a thing, made once and kept as long as the thing itself is: it is forgotten with it. The thing must never
 * change.
 */
export const keptWith = <Thing extends object, Made>(make: (thing: Thing) => Made): ((thing: Thing) => Made) => {
  const kept = new WeakMap<Thing, { readonly made: Made }>();
  return (thing) => {
    const present = kept.get(thing);
    if (present !== undefined) return present.made;
    const made = make(thing);
    kept.set(thing, { made });
    return made;
  };
};
