import { letters } from "./letters.ts";

const motion =
  "(?:fl(?:y|ew|ying|ies)|travel(?:s|l?ed|l?ing)?|drove|driv(?:e|es|ing)|trip|return(?:s|ed|ing)?|going|went|came|come|comes|coming|get|got|getting|been|be|bus|train|flight|way|headed|heading|transferred|airlifted|arrived)";
const residence =
  "(?:mov(?:ed?|es|ing)|relocat(?:ed?|es|ing)|liv(?:e|es|ed|ing)|resid(?:e|es|ed|ing)|grew[ ]up|growing[ ]up|raised|born|based|located|situated|settled|retired|home|house|apartment|farm|cottage|vacation(?:ing)?|holiday(?:s|ing)?|stationed|deployed|incarcerated|originally|native|hails?|family|weekend)";
const adverb =
  "(?:(?:here|back|over|out|up|down|now|in|straight|recently|again|home|still|currently|alone|all the way|mom|dad)[ ]){0,2}";
const prefix =
  "(?:(?:downtown|north|south|east|west|northern|southern|central|greater|upstate|rural|suburban|old|the (?:city|town|village|suburb|municipality) of)[ ])?";

/** Words after which any capitalised name is a place, and any known place in lower case, be it a word or not. */
const residenceCue = `(?<![${letters}])(?:${residence}[ ]${adverb}(?:in|from|near|outside|at|around|of|to|close to|just outside|by)|(?:originally|here|all the way)[ ](?:from|in)|(?:i'm|im|i am|we're|we are|she's|shes|he's|hes|they're)[ ]${adverb}(?:from|in)|(?:city|town|village|borough|suburb|municipality|outskirts|commune|district|diocese)[ ]of|hometown[ ](?:is|of)|home[ ](?:city|town)[ ]?(?:is)?|visit(?:ing|ed|s)?)[ ]${prefix}`;

/** Words of going somewhere: "back to normal" is no journey, so lower-case words must be nothing but places. */
const motionCue = `(?<![${letters}])(?:${motion}[ ]${adverb}(?:to|from|in|at)|(?:leav(?:e|es|ing)|left|head(?:ed|ing|s)?|bound)[ ](?:[a-z]{2,9}[ ])?for)[ ]${prefix}`;

/** Words after which a known place stands. */
const weakCue = `(?<![${letters}])(?:in|from|to|near|at|outside|around|through|towards?|via|past|frm|outta|out[ ]of|between|between[ ]\\uFFFC[ ]and)[ ]${prefix}`;

/** Sources of patterns for the words before a place. */
export const placeCueSources = { residence: residenceCue, motion: motionCue, weak: weakCue } as const;

const eponymAfter =
  /^(?:[ ](?:I{1,3}|IV|C\d{1,2}M\d{1,2})[abc]?(?![a-z])|[ -](?:disease|syndrome|virus|fever|scale|score|staging|stage|criteria|criterion|sign|test|classification|chromosome|collar|brace|catheter|coma|protocol|study|trial|diet|cognitive|flu|strain|variant|vaccine|method|procedure|approach|bone|oil|salts?|home|phone|app|tablet|mutation|block|cyst|position|grade|index|stain|cough|spotted|knee|elbow)s?(?![a-z])|[ ](?!(?:with|that|when|after|this|under|from|said|your|their|have|where|which)[ ])[A-Za-z-]{2,14}[ ](?:rules?|scores?|criteria|scale|classification|grading)(?![a-z]))/i;
const titleBefore = /(?<![a-z])(?:dr|mr|mrs|ms|miss|prof|nurse|rn|doctor|sir|sister|uncle|aunt|pastor|judge)\.?[ ]$/i;
/** "in London he", "moved to Mobile.": an everyday word that ends the phrase is used as a name. */
const phraseEnd =
  /^(?:[ ]?(?:[.,;:!?)\n\uFFFC]|$)|[ ](?:(?:mon|tues?|wed|thurs?|fri|sat|sun)(?:day|nesday|urday)?s?|w|wiv|n|do|does|did|can|could|will|would|are|were|if|it|not|and|but|so|for|with|where|when|who|because|since|until|till|says?|said|is|was|has|had|area|by|about|after|before|as|which|that|than|on|last|this|next|now|right|to|at|he|she|we|they|i)(?![a-z]))/i;

/** Whether what follows makes a place's name that of a disease, a scale or a device. */
export const isEponym = (after: string): boolean => eponymAfter.test(after);
/** Whether a title before makes it a person's. */
export const isTitled = (before: string): boolean => titleBefore.test(before);
/** Whether the phrase ends here. */
export const endsPhrase = (after: string): boolean => phraseEnd.test(after);

/** Capitalised words that follow the cues and are no place: days, months, holidays, departments, languages, insurers. */
export const isNoPlace = (words: string): boolean => noPlace.test(words);
const noPlace =
  /^(?:the|a|an|my|our|your|his|her|their|this|that|it|i|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|monday|tuesday|wednesday|thursday|friday|saturday|sunday|spring|summer|fall|autumn|winter|christmas|easter|thanksgiving|halloween|icu|er|ed|or|pacu|nicu|picu|ccu|ward|room|bed|floor|unit|hospital|clinic|emergency|radiology|surgery|oncology|cardiology|neurology|urology|pediatrics|psychiatry|dermatology|gi|ent|pt|ot|home|work|school|church|class|english|spanish|french|german|chinese|mandarin|cantonese|farsi|amharic|tagalog|urdu|bengali|punjabi|polish|somali|swahili|vietnamese|korean|italian|russian|arabic|hindi|portuguese|medicare|medicaid|tricare|aetna|cigna|anthem|humana|uhc|bcbs|blue|covid|dr|mr|mrs|ms|miss|god|you|me|us|him|them|what|day|days|week|weeks|month|months|year|years|yes|no|\d.*)(?:\b|$)/i;
