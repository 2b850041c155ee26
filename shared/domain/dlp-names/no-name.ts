import { cell } from "./cell.ts";
import { type Context, writtenAs } from "./read-context.ts";
import { margin, shape } from "./read-tokens.ts";
import { howCommon, list, listOf, nameList } from "./word-class.ts";

/** People whose names are illnesses, signs and tools of medicine now. */
const eponyms: ReadonlySet<string> = new Set(
  "addison alzheimer apgar asperger babinski baker barrett barret behcet bell bowen braxton broca brudzinski buerger burkitt caesarean chagas charcot cheyne chiari colles conn coombs creutzfeldt crohn cushing dequervain down duchenne dupuytren ehlers epstein ewing fanconi foley fowler gaucher gehrig gehrigs glasgow goodpasture graves guillain hansen hashimoto heimlich henoch hirschsprung hodgkin hodgkins horner huntington jacob kaposi kawasaki kegel kernig kleinfelter klinefelter korsakoff lachman lhermitte lou lynch marfan mcburney meckel meniere menieres mohs morton murphy noonan osgood osler paget pap parkinson parkinsons peyronie phalen pott prader raynaud raynauds reiter reye romberg sjogren sjogrens spurling stevens still stokes takayasu tay tinel tourette tourettes trendelenburg turner valsalva virchow waldenstrom wernicke whipple wilms wilson zollinger".split(
    " ",
  ),
);
const title = /(?:^|[^\p{L}])(?:mr|mrs|ms|miss|mx|dr|doctor|prof|professor|nurse|pastor|rev|sir|aunt|uncle)\.?[ ]$/iu;
const longestTitle = 12;

/** Where a finding stands: its characters, and its first and last token. */
export type Place = { readonly start: number; readonly end: number; readonly first: number; readonly last: number };

/** Whether a finding, whatever the model thinks, is an eponym, and has no title before it. */
export const isOfMedicine = (text: string, context: Context, place: Place): boolean => {
  if (isTitled(text, place)) return false;
  const words = withoutMarks(text.slice(place.start, place.end).toLowerCase()).split(/\s+/);
  return (
    isCompound(text, place) ||
    isEponym(text, place.end, words) ||
    isGraded(text, context, place) ||
    isRemedy(text, context, place)
  );
};

/** Whether a finding of one word, without a title, is on no list of names and in everyday use. */
export const isOrdinaryWord = (text: string, context: Context, place: Place): boolean =>
  place.first === place.last && isOrdinary(cell(context.classes, place.first + margin)) && !isTitled(text, place);

const isTitled = (text: string, { start }: Place): boolean =>
  text[start - 1] === " " && title.test(text.slice(Math.max(0, start - longestTitle), start));

const withoutMarks = (words: string): string => (/[^ -~]/.test(words) ? words.normalize("NFD").replace(/\p{M}/gu, "") : words);

const compounds: ReadonlySet<string> = new Set(
  "wolff-parkinson-white may-thurner child-pugh swan-ganz stevens-johnson guillain-barre epstein-barr charcot-marie-tooth creutzfeldt-jakob ehlers-danlos prader-willi peutz-jeghers budd-chiari mallory-weiss legg-calve-perthes osgood-schlatter braxton-hicks henoch-schonlein lambert-eaton lennox-gastaut sturge-weber klippel-feil zollinger-ellison li-fraumeni dix-hallpike jackson-pratt salter-harris hill-sachs beckwith-wiedemann brown-sequard arnold-chiari cheyne-stokes house-brackmann hunt-hess kayser-fleischer plummer-vinson tay-sachs blalock-taussig roux-en-y dandy-walker smith-magenis smith-lemli-opitz rubinstein-taybi churg-strauss lesch-nyhan niemann-pick von-willebrand lown-ganong-levine stokes-adams ramsay-hunt miller-fisher klippel-trenaunay von-hippel-lindau wiskott-aldrich chediak-higashi dubin-johnson crigler-najjar sjogren-larsson waterhouse-friderichsen".split(
    " ",
  ),
);
const compoundStart = /[\p{L}-]{1,40}$/u;
const compoundEnd = /^[\p{L}-]{1,40}/u;

/** Whether a finding is part of "Wolff-Parkinson-White" and the like. */
const isCompound = (text: string, { start, end }: Place): boolean => {
  const found = text.slice(start, end);
  const isJoined = mayJoin(text.charCodeAt(start - 1)) || mayJoin(text.charCodeAt(end));
  if (!isJoined && !/[ -]/.test(found)) return false;
  const before = isJoined ? (compoundStart.exec(text.slice(Math.max(0, start - 40), start))?.[0] ?? "") : "";
  const after = isJoined ? (compoundEnd.exec(text.slice(end, end + 40))?.[0] ?? "") : "";
  const whole = `${before}${found}${after}`;
  return compounds.has(withoutMarks(whole.toLowerCase()).replaceAll(" ", "-"));
};

/** Whether a unit may be a letter or a hyphen: all of them have a hyphen, so that a word between others is none. */
const mayJoin = (code: number): boolean => code === 45 || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code > 127;

/** "Parkinson's", "lou gehrigs": all of its words are eponyms, and what follows says that it is theirs. */
const isEponym = (text: string, end: number, words: readonly string[]): boolean =>
  words.every((word) => eponyms.has(word) || (/['’s]$/.test(word) && eponyms.has(word.replace(/['’]?s?$/, "")))) &&
  (/s$/.test(words.at(-1) ?? "") ||
    /^['’]s?(?!\p{L})/u.test(text.slice(end, end + 3)) ||
    ofMedicine.test(text.slice(end, end + 24)));

/**
 * "Child-Pugh B", "Jones fracture", "Clark III": words of medicine before what such names are given to, or one such word before a
 * grade. "John Smith 2" is somebody, though both are such words.
 */
const isGraded = (text: string, { classes, looks }: Context, { start, first, last, end }: Place): boolean => {
  for (let at = first; at <= last; at += 1) {
    const isSign = writtenAs(cell(looks, at + margin)) >= shape.digits;
    if (!isSign && listOf(cell(classes, at + margin)) !== list.medical) return false;
  }
  const isOneWord = !/\s/.test(text.slice(start, end));
  return (isOneWord && grade.test(text.slice(end, end + 8))) || ofMedicine.test(text.slice(end, end + 24));
};

const grade = /^(?:[ -](?:I{1,3}|IV|VI{0,3}|[A-D])[abc]?(?![\p{L}\d])|[ ]\d{1,2}(?![\d/-]))/u;

const ofMedicine =
  /^(?:['’]?s?)[ -](?:disease|syndrome|sign|test|score|scale|catheter|esophagus|oesophagus|stage|grade|maneuver|manoeuvre|palsy|phenomenon|lymphoma|sarcoma|tumou?r|ulcer|exercises?|smear|dementia|position|fracture|contracture|procedure|surgery|virus|thyroiditis|cyst|reflex|pressure|classification|criteria|oil|pills|drops|solution|salts?|brace|collar|splint|tube|drain|forceps|clamp|needle|stitch|nodes?|nodules?|bodies|body|spots?|lines?|triad|pentad|palsies|repair|flap|graft|operation|pouch|shunt|stent|rule|index|angle|system|technique|method|reaction|response|sarcoma|anomaly|malformation|deformity|node|ring|nevus|cell|agent|antigen|factor|protocol|regimen|staging|arthritis|paralysis|neuropathy|nephropathy|encephalopathy|cardiomyopathy|myopathy|dystrophy|atrophy|chorea|ataxia|tics?|gangrene|hernia|diverticulum|aneurysm|thyroid|goiter|crisis|attack|seizures?|epilepsy|headache|migraine|rods|striae|papules|iodine|proteins?|crystals|retractor|speculum|cannula|cast|ligament|tendon|tubercle|grading|nomogram|equation|questionnaire|coma|angina|abscess|lesions?|myotomy|anastomosis|incision|breathing|respirations?|murmur)/i;

/** "Cervidil 10 mg", "Coxiella burnetii", "Soliris, Empaveli, Fabhalta": one word of no list of names among what is prescribed or grown. */
const isRemedy = (text: string, context: Context, place: Place): boolean => {
  if (place.first !== place.last || (cell(context.classes, place.first + margin) & nameList.any) !== 0) return false;
  const behind = text.slice(place.end, place.end + 24);
  if (dose.test(behind)) return !given.test(text.slice(Math.max(0, place.start - 10), place.start));
  return isEnumerated(context, place);
};

const dose =
  /^[ ](?:\d{1,5}(?:[.,/]\d{1,4})?[ ]?(?:mg|mcg|\u00b5g|ug|ng|g|ml|cc|units?|iu|meq|puffs?|tabs?|tablets?|caps?|drops?|%|bid|tid|qid|od|bd|tds|qds|daily|nocte|mane)|cream|ointment|gel|inhaler|tablets?|capsules?|patch(?:es)?|pills?|syrup|nasal[ ]spray|eye[ ]drops|injections?|suppositor(?:y|ies)|XR|SR|XL|bid|tid|qid|qhs|prn|tds)(?![\p{L}\d])/iu;
const given = /(?:^|[^\p{L}])(?:gave|give|giving|given|told|tell|owes?|and)[ ]$/iu;

/** Whether the words at both sides, behind a comma or "and", are of medicine. */
const isEnumerated = ({ classes, looks, count }: Context, { first, last }: Place): boolean => {
  const isMedical = (at: number): boolean =>
    at >= 0 &&
    at < count &&
    writtenAs(cell(looks, at + margin)) < shape.digits &&
    listOf(cell(classes, at + margin)) === list.medical;
  const isSign = (at: number): boolean => at >= 0 && at < count && writtenAs(cell(looks, at + margin)) === shape.sign;
  const before = isSign(first - 1) && isMedical(first - 2);
  const after = isSign(last + 1) && isMedical(last + 2);
  return before && after;
};

const inUse = 2;

const isOrdinary = (listed: number): boolean =>
  (listed & nameList.any) === 0 &&
  listOf(listed) !== list.place &&
  (howCommon(listed) >= inUse || listOf(listed) === list.medical);
