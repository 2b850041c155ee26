import { certainty } from "../dlp/detector.ts";
import type { Found } from "../dlp/pattern-detector.ts";
import type { Judge } from "./street-rule.ts";
import { isSentence } from "./street-words.ts";

/** Counted things and what one says of numbers: no streets. */
const counted =
  /[ -](?:[a-z]{3,18}s|percent|degrees?|still|right|today|tonight|almost|already|again|even|only|both|exactly|maybe|resting|fasting|pulse|systolic|pounds?|dollars?|thousand|million|people|hundred|something|(?:centi|milli)(?:met|gram)\w{0,4}|unit|liter|litre|ounce|calorie|room air|weeks?|days?|months?|years?)(?![a-z])/i;
const isCounted = (found: Found): boolean => counted.test(found.value) || isSentence(found.value);

/** "i'm at two hundred units" counts something. */
export const isLived: Judge = (found) => (isCounted(found) ? certainty.none : certainty.shape);
