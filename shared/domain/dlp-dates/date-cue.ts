import { textAfter, textBefore } from "../dlp/cue.ts";
import { weekdayPattern } from "./weekday-names.ts";

const join = (words: string): string => words.trim().replace(/\s+/g, "|").replace(/_/g, "[ ]");

/** Words after which a pair of numbers can only be a day: "since 3/4", "appt 3/4". */
const strong = join(`
  since until till til due dated? dates dob d\\.o\\.b seen appt appts appointment appointments visit visited visits refill refilled
  refills admit admitted admission discharged? started starting starts? began beginning begins stopped scheduled rescheduled booked
  f\\/u follow-?_?up drawn exp expires? expired expiry expiration lmp edd edc dos week_of wk_of ago today yesterday tomorrow tonight dc'd d/c onset effective ending surgery happened seit vom
  bis vaccinated diagnosed born operated arrived collected taken performed obtained signed filed mailed issued sent
  filled session sessions adm dc surgery colpo ultrasound sono psych tmrw tmr tmw cancel(?:led)? consult injection injected shots? jabs? vaccines? procedure biops(?:y|ied) placed
  mri ct c-?_?section replacement injury trach peg transplant fusion repair revision stent graft readmitted picked_up crash accident stroke egd ercp cabg(?:_x\\d)? n?stemi tips tavr eff commenced revisit colonoscopy depo notes?_for moving switch(?:ed)? resched came_in went_in (?:am|morning|night|evening)_of
  rtc missed arr sign-?out last_(?:run|fbc|dose|hd|tx|ate|seen|visit|bm|void|drink|use|pap|fill|inj(?:ection)?)
  fills? notes? cultures?_(?:from|of) holter echo cath tte (?:results|labs?)_from (?:last|next)_(?:one_|dose_|shot_|depo_|visit_|inj_)?was cleared_(?:me|him|her) fall elementary released moved transferred
`);
/** Words that stand before days and before other numbers. */
const weak = join(
  `on by b4 from frm to through thru before after around between for last next the and or is was ran given only it's am le el (?:mon|tues|wednes|thurs|fri|satur|sun)day mon tues? wed thurs? fri paid \\w{2,9}ed`,
);
const joined = "[\\s:.,=(#-]{0,3}(?:(?:on|the|is|was|of|for|about|around|date|day|a|it's|back|again|until|from)[ :]{1,2}){0,3}";

const strongBefore = new RegExp(`(?<![a-z])(?:${strong})(?![a-z])${joined}$`, "i");
/** A weekday, or a time of day: "3p 2/2". */
const weekdayBefore = new RegExp(
  `(?<![a-z])(?:${weekdayPattern}[.,]?|(?<![\\d.])\\d{1,2}(?::\\d\\d)?[ap]m?)[ ](?:the[ ])?$`,
  "i",
);
/** "started Keflex 5/6": with one word between. */
const begunBefore =
  /(?<![a-z])(?:started|stopped|began|begun|given|restarted|resumed|placed|removed|s\/p)[ ][a-z-]{3,20}(?:[ ][a-z]{3,12})?[ ]$/i;
const weakBefore = new RegExp(`(?<![a-z])(?:${weak})[ ](?:the[ ]|about[ ]|around[ ])?$`, "i");

/** Words around numbers that are a score, a ratio, a strength or a fraction. */
const measured = join(`
  pain apgars? beighton od(?!_to) os score scores scale scored rated? rating strength vision acuity bp blood_pressure grade graded gcs apgar reflex reflexes pulses?
  murmur ratio stage phase level levels dose nyha version v ver size odds chance ef formula power motor out_of fraction cut
  reduced increase increased decreased norco percocet vicodin tylenol lortab dpt section chapter verse lines?(?!_(?:in|out|placed)) ages? iop gleason barthel gauge ekg leads? am-pac psv va scat\\d? symptom ishihara suboxone zubsolv bipap cpap ipap peep vent
`);
const dosedBefore =
  /(?:pril|sone|solone|sartan|statin|olol|[aeo]pine|zide|tide|flozin|gliptin|codone|morphone|cillin|azole|dopa|combo|caduet|lotrel|exforge|vytorin|symbicort|advair|janumet|insulin|mix|iop)[ ]$/i;
const measuredBefore = new RegExp(`(?<![a-z])(?:${measured})(?![a-z])[^\\n\\uFFFC.;\\d]{0,20}$`, "i");

/** Units and nouns that make the number before them no day. */
export const unitSource = `(?:${join(`
  mg mcg ug g gm grams? ml cc l liters? litres? meq mmol mmhg iu units? tablets? tabs? pills? caps? capsules? patch patches doses? strength
  pain vision times? x(?!.ray|_\\d/) d(?=[ .,;)\\n]|$) weeks? wks? days? months? mos? mo years? yrs? yo hours? hrs? h minutes? mins? min seconds? secs? percent lbs? pounds?
  kg kilos? cm mm inch inches in_length feet ft oz ounces? cups? packs? ppd drops? gtts? puffs? miles? km blocks? systolic diastolic
  murmurs? edema pulses? power reflex score per_(?:day|week|hour|min|kg|dose|month|year|night|h[pl]f|field|ml|liter) bid tid qid daily nightly a_day ratio tsp tbsp teaspoons? scale out_of points? stars?
  degrees? people persons? patients? kids children siblings brothers sisters steps? stairs flights? pregnancies blasts nodes vessels
  of_the full and_a_half cmh2o shift cores? stents?
`)})(?![a-z])`;
const unitAfter = new RegExp(`^(?:%|[ ]?-?${unitSource})`, "i");
const eventAfter = /^[ ]?(?:(?:at|@)[ ]?\d{1,2}(?!\d)|appt|appointment|visit|surgery|labs\b|ov\b)/i;

export type Surroundings = { readonly text: string; readonly start: number; readonly end: number };

/** How firmly the words before (or, for an event, after) a number pair say that it is a day. */
export const dateCue = ({ text, start, end }: Surroundings): "strong" | "weak" | "none" => {
  const before = textBefore(text, start, 32);
  if (strongBefore.test(before) || weekdayBefore.test(before) || eventAfter.test(textAfter(text, end))) return "strong";
  return weakBefore.test(before) || begunBefore.test(before) ? "weak" : "none";
};

/** Whether a score, a strength or a dose is talked of. */
export const isMeasured = ({ text, start, end }: Surroundings): boolean =>
  measuredBefore.test(textBefore(text, start, 36)) || hasUnit({ text, start, end });

/** Whether a drug of two substances is named just before. */
export const isDosed = ({ text, start }: Surroundings): boolean => dosedBefore.test(textBefore(text, start, 16));

/** Whether a unit follows, or the mark of inches. */
export const hasUnit = ({ text, start, end }: Surroundings): boolean =>
  unitAfter.test(textAfter(text, end, 20)) ||
  (/["\u2033]/.test(text[end] ?? "") && text[start - 1] !== text[end] && inches.test(text.slice(start, end)));

/** Parts of an inch are halves of halves. */
const inches = /(?:^|[^/\d])\d{1,3}$|\/(?:2|4|8|16|32)$/;
