import { hashWord } from "../dlp-names/read-tokens.ts";
import { howCommon, list, listOf, nameList } from "../dlp-names/word-class.ts";
import { classOf } from "../dlp-names/word-lists.ts";
import type { Cue } from "./cue.ts";

const capital = /^\p{Lu}/u;
const address =
  /^(?:oh|ah|hm|hmm|um|uh|he|she|they|i|we|you|it|hun|hon|guys|mate|doc|dear|love|doctor|nurse|team|all|everyone|folks|sir|madam|again|calling|here|now|please|mom|mum|dad|pls|thx|ok|yes|no|not|on|in|at|will|may|can|is|was|has|does|who|whom|what|that|the|a|an|my|your|his|her|name|names|mr|mrs|ms|dr|mx)$/;

/** Whether a word may name a person where a cue says that a name comes: ordinary words must be written as names. */
export const mayName = (written: string, lexicon: Uint16Array, belief: Cue["belief"]): boolean => {
  const isCapital = capital.test(written);
  const listed = classOf(lexicon, hashWord(written));
  const isListed = (listed & nameList.any) !== 0;
  if (isAddress(written, isCapital) || isShort(written, belief)) return false;
  if (belief === "said" || belief === "unusual") return mayFollow({ written, isCapital, listed, belief });
  if (belief === "titled" && capitalOnly.test(written)) return !utterance.test(written);
  if (listOf(listed) === list.medical && !isListed) return false;
  return mayUsual({ isCapital, isListed, common: howCommon(listed), belief });
};

type Behind = {
  readonly written: string;
  readonly isCapital: boolean;
  readonly listed: number;
  readonly belief: "said" | "unusual";
};

/** Whether a word is what is told behind "my name is", or an unusual one in small letters behind "dr", and no mistyped verb. */
const mayFollow = ({ written, isCapital, listed, belief }: Behind): boolean => {
  if (goesOn.has(written.toLowerCase().replace(/['\u2019]/g, ""))) return isCapital && belief === "said";
  if (belief === "said") return true;
  const isVerb = (listed & nameList.any) === 0 && /(?:[^e]ed|ing)$/.test(written);
  return !isCapital && howCommon(listed) < everyday && listOf(listed) !== list.medical && !isVerb;
};

/** What goes on behind "my name is", "they call me" or "dr" otherwise than with a name. */
const goesOn: ReadonlySet<string> = new Set(
  "bye lol left given med letterhead which what that scholl bronner spelled speled spelt wrong misspelled mispelled still listed hyphenated pronounced under incorrect different changed also actually really just too long short missing at for and or but because so with back when if asap today tomorrow later crazy any soon before after to from up out by every office offices appt appts appointment appointments visit visits note notes order orders said say says told there lady guy google bill bills recommend recommends recommended recommendation ordered think thinks thought know knows had did do would could should about gave put want wants wanted here this they me him us referral referrals referal list number phone fax email call calls called wrote write writes sent sends saw sees asked asks rx script prescription prescriptions prescribed prescribes shopping yesterday tonight off over down fee fees letter practitioner be got get one two first last name same right like having being their these those who house trip run kit pod desk room line station practice school assistant team examiner please already then again never always only even until till while where how why than as of im ive id ill dont didnt cant wont isnt doesnt sir bro anything something everything tmrw tmw keep keeps made make makes went goes came come comes took takes try tries tried mentioned suggested refused refuses increased decreased switched lowered raised added diagnosed advised scheduled available busy free running late gone retired good nice ok okay sure someone somebody anyone anybody everyone everybody nobody person people girl woman man nurse tech folks guys receptionist below above following attached send fill refill sign write check look give help change adjust prescribe explain review confirm add print forward accept take see need require".split(
    " ",
  ),
);

/** What a doctor says first behind "Doctor." or "DR." in a dialogue. */
const utterance =
  /^(?:Ok|Okay|Oh|Hm+|Mm+|Um+|Uh+|Ah+|Yes|Yeah|No|Nope|Well|So|And|But|Exactly|Right|Good|Great|Sure|Alright|Fine|Thanks|Thank|Sorry|What|When|Where|How|Why|Which|Who|Do|Does|Did|Is|Are|Any|The|This|That|It|We|You|I|Then|Let|Not|Herr|Frau|Mr|Mrs|Ms|Dr|Miss)$/;

/** A capital as names have it, in a text that is not all capitals. */
const capitalOnly = /^\p{Lu}\p{Ll}/u;

/** From how common on a word with a capital is no name. */
const leastCommon = (belief: Cue["belief"]): number => (belief === "family" || belief === "strong" ? everyday : inUse);

/** "mother MI at 58" */
const isShort = (written: string, belief: Cue["belief"]): boolean => belief === "family" && /^[A-Z]{2,3}$/.test(written);

const isAddress = (written: string, isCapital: boolean): boolean =>
  address.test(written.toLowerCase()) && !(isCapital && /^(?:will|may|love)$/i.test(written));

const mayUsual = ({ isCapital, ...word }: Small & { readonly isCapital: boolean }): boolean =>
  isCapital ? word.isListed || word.common < leastCommon(word.belief) : maySmall(word);

type Small = { readonly isListed: boolean; readonly common: number; readonly belief: Cue["belief"] };

/** A name in small letters: on a list, or where the cue leaves no doubt. */
const maySmall = ({ isListed, common, belief }: Small): boolean => {
  if (belief === "capital") return false;
  if (belief === "listed") return isListed;
  return belief === "strong" ? common < inUse || (isListed && common === inUse) : isListed && common < inUse;
};

const inUse = 2;
const everyday = 3;
