import type { ShapeRule } from "../dlp-numbers/shape-rule.ts";
import { asiaAfricaAmerica } from "./asia-africa-america.ts";
import { australia } from "./australia.ts";
import { europe } from "./europe.ts";
import { northAmerica } from "./north-america.ts";
import { unitedKingdom } from "./united-kingdom.ts";

/** The numbers that states, health services and licensing bodies give out, by their form and checksum. */
export const nationalShapes: readonly ShapeRule[] = [
  ...northAmerica,
  ...unitedKingdom,
  ...australia,
  ...europe,
  ...asiaAfricaAmerica,
];
