import { later } from "../dlp/later.ts";

/**
 * Words around a name. `strong` lets a word of no list be one in small letters, `capital` takes none in small letters,
 * `family` any but an everyday word with a capital, `titled` any word with one. `said` takes any word that does not go on
 * otherwise, `unusual` one that is in no everyday use.
 */
export type Cue = {
  /** What the cue may begin with: elsewhere its pattern is not tried. */
  readonly first: string;
  /** Sticky, and made for the first text with the cue. In front of the name; or around it, as the group `id`. */
  readonly words: () => RegExp;
  readonly belief: "strong" | "weak" | "capital" | "family" | "titled" | "listed" | "said" | "unusual";
  /** What must follow the name. */
  readonly until?: RegExp;
};

/** The words of a cue from the source of their pattern. */
export const sticky = (source: string, flags = "iuy") => later(() => new RegExp(source, flags));
