import type middy from "@middy/core";
import type { Place } from "../shared/middleware/chain.ts";

type Hook = NonNullable<middy.MiddlewareObj["before"]>;

/** The same places with a stopwatch around their hooks. */
export type WatchedPlaces = {
  readonly middlewares: readonly middy.MiddlewareObj[];
  /** Milliseconds since the start or the last reset, by name of the place. */
  readonly times: ReadonlyMap<string, number>;
  readonly reset: () => void;
};

export const watchPlaces = (places: readonly Place[]): WatchedPlaces => {
  const times = new Map<string, number>();
  const reset = () => {
    for (const { name } of places) times.set(name, 0);
  };
  reset();
  const watch = (name: string, hook: Hook | undefined): Record<string, Hook> | undefined =>
    hook && {
      hook: (request) => {
        const start = performance.now();
        const stop = (result: unknown) => {
          times.set(name, (times.get(name) ?? 0) + performance.now() - start);
          return result;
        };
        const result = hook(request);
        return result instanceof Promise ? result.then(stop) : stop(result);
      },
    };
  const middlewares = places.map(({ name, middleware }) => {
    const { before, after } = middleware as middy.MiddlewareObj;
    return { before: watch(name, before)?.hook, after: watch(name, after)?.hook };
  });
  return { middlewares: middlewares.filter(({ before, after }) => before !== undefined || after !== undefined), times, reset };
};
