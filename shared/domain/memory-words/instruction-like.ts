const hidden =
  /\u00ad|\u061c|\u115f|\u1160|[\u180b-\u180f]|\u200b|\u200e|\u200f|[\u202a-\u202e]|[\u2060-\u206f]|\u3164|\ufeff|\uffa0|[\u{e0000}-\u{e0fff}]|[\u{1d173}-\u{1d17a}]/gu;
const joiners = /\u034f|\u200c|\u200d|[\ufe00-\ufe0f]/gu;

/** The text without characters that nobody sees but a model reads. What joins letters and emoji stays. */
export const withoutHidden = (text: string): string => text.replace(hidden, "");

const object =
  "(?:instructions?|prompts?|rules?|guidelines?|guardrails?|directives?|polic(?:y|ies)|restrictions?|programming|training)";
const patterns: readonly RegExp[] = [
  new RegExp(
    `\\b(?:ignore|disregard|forget|override|bypass|skip|discard|drop|violate)\\b.{0,40}\\b(?:previous|prior|above|earlier|preceding|all|any|your|the|system|these|those|safety)\\b.{0,30}\\b${object}\\b`,
    "i",
  ),
  new RegExp(`\\b(?:new|updated|real|actual|hidden|secret) ${object}\\s*[:=]`, "i"),
  new RegExp(
    `\\b(?:reveal|print|show|repeat|output|leak|display|tell me)\\b.{0,30}\\b(?:system|initial|hidden|secret|original|developer)\\b.{0,15}\\b(?:prompt|message|${object})`,
    "i",
  ),
  /\b(?:repeat|print|output) (?:everything|all|the (?:words|text)) above\b/i,
  /\b(?:forget|ignore) everything (?:above|before|you (?:were told|know)|i (?:said|told))/i,
  /\byou are (?:now|no longer)\b.{0,40}\b(?:an?|in|bound|dan|unrestricted|free|assistant|ai|model|mode|bot)\b/i,
  /\b(?:act|behave|respond|pretend|roleplay) as (?:if you (?:are|were|had)|an? (?:ai|assistant|unrestricted|different|evil|jailbroken|system))\b/i,
  /\b(?:developer|debug|god|admin|sudo|jailbreak|dan) mode\b|\bjailbreak|\bdo anything now\b/i,
  /\bfrom now on,? you (?:will|must|are|shall|should)\b/i,
  /\b(?:do not|don't|never) (?:tell|mention|inform|warn|reveal to) (?:the )?(?:user|patient|doctor|clinician|anyone)\b/i,
  /<\/?\s*(?:system|assistant|user|human|instructions?|prompt|memory|profile|summary|recalled|recent|question|tool|function)\b[^>]*>/i,
  /<\|[a-z_]+\|>|\[\/?inst\]|<<\/?sys>>|^\s*#{2,}\s*(?:system|instruction|assistant|user)\b/im,
  /^\s*(?:system|assistant|developer)\s*(?:prompt|message|note)?\s*:/im,
  /\b(?:ignora|ignorez|ignoriere|ignoreer|olvida|oubliez|vergiss|ignore)\b.{0,30}\b(?:instruc\w+|anweisungen|consignes|istruzioni|instru[çc][õo]es|aanwijzingen)\b/i,
  /(?:忽略|无视|忘记).{0,12}(?:指令|指示|提示|规则)|(?:これまで|以前|上記)の指示を無視/,
];

/** Says whether a text tries to instruct whoever reads it as a prompt. */
export const isInstructionLike = (text: string): boolean => {
  const plain = withoutHidden(text).replace(joiners, "").normalize("NFKC");
  const spaced = plain.replace(/[ \t]+/g, " ");
  return hasTagLetters(text) || patterns.some((pattern) => pattern.test(spaced));
};

/** Letters of the invisible tag block spell words for a model alone: nobody writes them by accident, flags of regions apart. */
const hasTagLetters = (text: string): boolean =>
  /[\u{e0041}-\u{e005a}\u{e0061}-\u{e007a}]{4}/u.test(text.replace(/\u{1f3f4}[\u{e0020}-\u{e007f}]+/gu, ""));
