const hidden =
  /\u00ad|\u061c|\u115f|\u1160|[\u180b-\u180f]|\u200b|\u200e|\u200f|[\u202a-\u202e]|[\u2060-\u206f]|\u3164|\ufeff|\uffa0|[\u{e0000}-\u{e0fff}]|[\u{1d173}-\u{1d17a}]/gu;
const joiners = /\u034f|\u200c|\u200d|[\ufe00-\ufe0f]/gu;

/** The text without characters that nobody sees but a model reads. What joins letters and emoji stays. */
export const withoutHidden = (text: string): string => text.replace(hidden, "");

const object =
  "(?:instructions?|prompts?|rules?|guidelines?|guardrails?|directives?|polic(?:y|ies)|restrictions?|programming|messages?|context)";
const earlier = "(?:previous|prior|above|earlier|preceding|initial|original|system|safety|security)";

/** For texts whose blanks are single. Talk of care gives instructions too: "new instructions: twice a day", "skip your training", "you are now in week 12" are none. */
const patterns: readonly RegExp[] = [
  new RegExp(
    `\\b(?:ignore|disregard|forget|override|bypass|overlook|violate) (?:(?:all|any|every|the|your|these|those|of|and|everything|from) ){0,4}(?:${earlier} ){1,3}${object}`,
    "i",
  ),
  /\b(?:ignore|disregard|override|bypass) (?:(?:all|any|every|your|of|the) ){1,3}(?:instructions?|prompts?|guidelines?|guardrails?|programming|directives?|rules)\b/i,
  new RegExp(`\\b(?:system|developer|hidden|secret) ${object} ?[:=]`, "i"),
  new RegExp(
    `\\bnew ${object} ?[:=].{0,80}\\b(?:assistant|model|ignore|disregard|respond|reply with|output|print|pretend|the (?:patient|user) (?:is|has|takes))\\b`,
    "i",
  ),
  /\b(?:reveal|print|show|repeat|output|leak|display|tell me)\b.{0,30}\b(?:(?:system|hidden|secret|developer)\b.{0,15}\b(?:prompt|message|instructions?)|(?:initial|original) prompt)/i,
  /\b(?:repeat|print|output) (?:everything|all|the (?:words|text)) above\b/i,
  /\b(?:forget|ignore) everything (?:above|before|you (?:were told|know|have been told))/i,
  /\byou are (?:now|no longer)\b.{0,30}\b(?:dan|unrestricted|jailbroken|an? (?:ai|assistant|chatbot|language model|pirate|hacker)|developer mode|bound by|restricted by)\b/i,
  /\b(?:act|behave|respond|pretend|roleplay) as (?:if you (?:are|were|had) (?:no|an?)\b|an? (?:ai|assistant|unrestricted|different|evil|jailbroken|system|language model))/i,
  /\b(?:developer|debug|god|sudo|jailbreak|dan) mode\b|\bjailbreak|\bdo anything now\b/i,
  /\bfrom now on,? you (?:will|must|are|shall)\b.{0,60}\b(?:answer|respond|reply|say|act|obey|assistant|model|pretend|output)\b/i,
  /\b(?:do not|don't|never) (?:tell|mention|inform|warn|reveal to) (?:it to )?(?:the )?user\b/i,
  /<\/?\s?(?:system|assistant|user|human|instructions?|prompt|memory|profile|summary|recalled|recent|question|tool|function)\b[^>]{0,200}>/i,
  /<\|[a-z_]{1,40}\|>|\[\/?inst\]|<<\/?sys>>|^ ?#{2,6} ?(?:system|instruction|assistant|user)\b/im,
  /^ ?(?:system|developer) ?(?:prompt|message|note|override)? ?:/im,
  /\b(?:ignora|ignorez|ignoriere|ignoreer|olvida|oubliez|vergiss|ignore)\b.{0,30}\b(?:instruc\w{1,20}|anweisungen|consignes|istruzioni|instru[çc][õo]es|aanwijzingen)\b.{0,30}\b(?:anterior\w{0,20}|précédent\w{0,20}|vorherigen|bisherigen|precedent\w{0,20}|previas|todas|alle|toutes|tutte)\b|\b(?:ignora|ignorez|ignoriere|ignoreer|olvida|oubliez|vergiss)\b.{0,12}\b(?:todas|alle|toutes|tutte|las|les|le)\b.{0,20}\b(?:instruc\w{1,20}|anweisungen|consignes|istruzioni|aanwijzingen)/i,
  /(?:忽略|无视|忘记).{0,12}(?:指令|指示|提示|规则)|(?:これまで|以前|上記)の指示を無視/,
];

/** Says whether a text tries to instruct whoever reads it as a prompt, on one line or over several. */
export const isInstructionLike = (text: string): boolean => {
  const plain = withoutHidden(text).replace(joiners, "").normalize("NFKC");
  const inLines = plain.replace(/[^\S\n]+/g, " ").replace(/\n+/g, "\n");
  const inOne = inLines.replaceAll("\n", " ");
  return hasTagLetters(text) || patterns.some((pattern) => pattern.test(inLines) || (inOne !== inLines && pattern.test(inOne)));
};

/** Letters of the invisible tag block spell words for a model alone: nobody writes them by accident, flags of regions apart. */
const hasTagLetters = (text: string): boolean =>
  /[\u{e0041}-\u{e005a}\u{e0061}-\u{e007a}]{4}/u.test(text.replace(/\u{1f3f4}[\u{e0020}-\u{e007f}]+/gu, ""));
