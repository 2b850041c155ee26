import type { SafetyClass } from "../memory/memory-state.ts";

const classes: readonly (readonly [SafetyClass, RegExp])[] = [
  [
    "crisis",
    /\bsuicid|\b(?:happier|easier|better)\b.{0,30}\bwithout me\b|\bgiv(?:e|ing|en)\s{1,3}away\b.{0,60}\bwon't\b.{0,20}\b(?:need|here|around)|\bwon't (?:be )?(?:here|around) (?:much longer|any ?more|soon|for long)\b|(?!\bkilling\s{1,3}me\b)\b(?:kill|hurt|harm|harming|hurting|killing|cut|cutting)\s{1,3}(?:\w{1,30}\s{1,3})?(?:myself|yourself|himself|herself|themselves|self|me|someone|others|anyone)\b|\bself[- ]?harm|\bend(?:ing)?\s{1,3}(?:it all|(?:my|his|her|your|their)\s{1,3}(?:own\s{1,3})?life)\b|\b(?:want|wanted|wants|wish|going|ready|plan|better off)\s{1,3}(?:\w{1,30}\s{1,3}){0,2}(?:die|dead)\b|\b(?:want|wanted|wish)\s{1,3}(?:to\s{1,3})?(?:just\s{1,3})?disappear\b|\boverdos|\btake my (?:own )?life\b|\b(?:no|any) reason to (?:live|go on)\b|\bnot (?:want )?(?:to )?(?:live|be alive|wake up|be here)\b|\bdon't want (?:to )?(?:live|be alive|wake up|be here)\b|\bhopeless|\b(?:bottle|handful|lots?) of (?:pills|tablets|medication)\b|\bpoint (?:of|in) (?:living|going on|life)\b/i,
  ],
  [
    "allergy",
    /\ballerg(?:y|ic|ies)\b|\banaphyla|\bepi-?pen\b|\bhives\b|\bintoleran|\breactions? to\b|\b(?:can't|cannot|couldn't|unable to) (?:take|tolerate)\b/i,
  ],
  [
    "directive",
    /\bDNR\b|\bDNI\b|\bdo not (?:resuscitate|intubate)|\badvance(?:d)? directive|\bliving will|\bpower of attorney|\bhealth ?care proxy|\bcode status|\bfull code|\bhospice|\bpalliative|\bno (?:cpr|life support|resuscitation)\b|\blife support|\bresuscitat/i,
  ],
  [
    "pregnancy",
    /\bpregnan|\btrimester|\bbreast-?feed|\bmiscarr|\bexpecting (?:a )?(?:baby|child|twins)|\bweeks? (?:along|gestation)|\bdue date/i,
  ],
  [
    "stopped",
    /\b(?:stop(?:ped|ping|s)?|quit|discontinue[ds]?|discontinuing|came off|come off|coming off|taken? off|took off|weaned? off|no longer (?:take|taking|on|using)|not (?:take|taking) .{0,30}(?:anymore|any more)|hold(?:ing)? (?:off )?(?:on )?(?:the |your )?)\b/i,
  ],
  ["dose", /\b\d{1,9}(?:[.,]\d{1,9}){0,3}\s?(?:mg|mcg|ml|units?|puffs?|tablets?|pills?|milligrams?|iu|g)\b/i],
];

/** The reason why a statement must never be forgotten, or nothing. `aboutDrug` says that it names a medication or the taking of one. */
export const safetyClassOf = (text: string, aboutDrug: boolean): SafetyClass | undefined =>
  classes.find(([name, pattern]) => pattern.test(text) && (name !== "stopped" || aboutDrug))?.[0];
