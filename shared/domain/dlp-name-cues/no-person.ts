import type { IdentifierType, Span } from "../dlp/identifier-types.ts";
import { isInsurer } from "../dlp-institutions/facility-words.ts";
import { labelOf } from "../dlp-labels/labels.ts";
import { hashWord } from "../dlp-names/read-tokens.ts";
import { howCommon, nameList } from "../dlp-names/word-class.ts";
import { classOf } from "../dlp-names/word-lists.ts";

/** How people type other words, and sounds they make: none that is somebody's name. */
const slang: ReadonlySet<string> = new Set(
  "wiv wivout hav havin wen wehn wht wat wot sumone somebdy sombody somone shoud wud cud shud dunno kinda coz cuz bcuz tho thru abt bout tmrw tomoz plz pls thnx thx ummm umm erm hmm heyy aww aaah eee ooh ugh eish ur urs yrs yall lemme innit nuffin nuthin nothin somethin somthin sumthing anuther sth ppl msg txt atm idk lol haha omg btw ngl enuf fixd comon vacine pharmasist recieve doctr mgr kcal oclock howdy hallo shabbos zumba crossfit bloodwork reckons abdo abn addendum adj attg atty cont contrat dispo dispo dos ded elig fluoro geri imm inc inj inpt jxn lido mech mfa nbm neb nl noc obj om outpt oop pano pkg pp prec prof psyd rec ret semiprivate stmt subj tmax toco uni ver xfer wi-fi cryptocurrency telemedicine webhook eq ii iii iv hz cos cron repo abd afvss bitlocker conus ehl honos linac qmax facesheet ntdll whitelisted mri".split(
    " ",
  ),
);

/** "wiv", "the sexual health clinic", "Aetna": whether a finding is typed talk, a place without a name, an insurer, an amount, a stage. */
export const isTalk = (words: string, type: IdentifierType): boolean =>
  isAllOf(words, slang) ||
  amount.test(words) ||
  vehicle.test(words) ||
  isInsurer(words) ||
  (type === "NAME" ? stage.test(words) : isAllOf(words, kinds) || paper.test(words));

const isAllOf = (words: string, known: ReadonlySet<string>): boolean =>
  words
    .toLowerCase()
    .split(" ")
    .every((word) => known.has(word));

const amount =
  /n['\u2019]t$|^\d{1,4}(?:st|nd|rd|th)?[ ](?:k?hz|(?:per)?centile|mg|ml|bpm|mmhg|kcal|gy)$|^(?:hb|hgb|crcl|ef|plt|wbc|cr|hct|bmi|egfr)[ ]\d{1,3}$/i;
/** "2021 Ford Transit", "blue Subaru Outback" */
const vehicle =
  /(?:^|[ ])(?:ford|honda|toyota|subaru|tesla|chev(?:y|rolet)|nissan|kia)[ ](?:transit|escape|explorer|focus|f-?\d{3}|civic|fit|accord|odyssey|corolla|camry|prius|outback|model \w|express|malibu|altima|leaf|soul)$|^(?:19|20)\d\d[ ](?:ford|honda|toyota|subaru|tesla|chev(?:y|rolet)|nissan|kia|jeep|dodge|mazda|bmw)(?![a-z])|^(?:hiace|prius|corolla|camry)$/i;
/** "Prosthetic Implant Registration" */
const paper =
  /[ ](?:agreement|appeal|application|assessment|authori[sz]ation|certificat(?:e|ion)|checklist|claim|confirmation|consult(?:ation)?|coordination|examination|excerpt|form|guide|invoice|label|ledger|letter|list|log|mandate|manifest|memorandum|notice|permit|placard|questionnaire|receipt|referral|regist(?:ration|ry)|reminder|report|request|requisition|review|screening|statement|summary|table|verification|waiver|worksheet)s?$/i;
/** "Hurley III" */
const stage = /^\p{Lu}\p{Ll}{2,20}[ ](?:I{1,3}|IV)[abc]?$/u;

const kinds: ReadonlySet<string> = new Set(
  "the a an my your our his her ur u urs yours dads mums moms stay off at dentist chiropodist optician physio doctor doctors gp clinic pharmacy pharmasist chemist hospital lab labs daycare nursery church grocery store shop nail salon bakery senior center centre infusion minor injuries unit sexual health dialysis er ed icu urgent elderly primary care county jail convent surgical floor paper mill walk-in auto insurer leave of for with and to in on or from by & - \u2013 admission agency benefit benefits beneficiary billing board car card cardiology case change chart claims code codes compliance consent consult coordinator copy coverage cover credentialing dental device diagnosis dialysis direct director discharge drug drugs election electronic eligibility emergency employee enrollment enrolment equipment expedited family fleet follow-up formulary goals handover health home hospice identification identity immunization implant incident infection information injectable inpatient insurance intake investigations liaison manager master medical medication medicines medicine member mental message monthly necessity neurology nursing occupational office oncology operating operative order outpatient page parking pathology patient payment pharmacist physical plan policy portal practice prescriber prescription primary prior procedure program progress prosthetic psychiatry radiology reason record records registrar rehabilitation release remote return safety sample school select services shipping special specialist specialty student subscriber supply support surgery team test therapy therapist transfer transplant travel treatment tier unit spring utilization utilisation vaccination vehicle vendor visit ward worker creditable custodian deposit memorandum subpoena transmission verification voluntary work".split(
    " ",
  ),
);
/** "chase it up", "hope ur well": a word in small letters that does something to what follows. */
const isVerb = (text: string, { start, end }: Place): boolean =>
  /^(?:hope|chase|skip|drew|mark|bill|chuck|grant|rob|pat|pierce|peg|chip)$/.test(text.slice(start, end)) &&
  /^[ ](?:it|you|u|ur|your|me|us|the|my|that|this|till?|an?|all)(?![a-z])/i.test(text.slice(end, end + 8));

type Place = Pick<Span, "start" | "end">;

/** "makin", "parkin": whether a word in small letters that is nobody's first name is English in use with its "g". */
export const isHurriedWord = (word: string, lexicon: Uint16Array): boolean =>
  /^[a-z]{2,10}in$/.test(word) &&
  (classOf(lexicon, hashWord(word)) & nameList.given) === 0 &&
  howCommon(classOf(lexicon, hashWord(`${word}g`))) >= inUse;

const inUse = 2;

/** "NINO", "t.f.n": a label in one case, before what was taken out. */
const isLabel = (text: string, { start, end }: Place): boolean => {
  const word = text.slice(start, end);
  return (
    /^[ :.#]{1,3}\uFFFC/.test(text.slice(end, end + 4)) &&
    !/^\p{Lu}\p{Ll}/u.test(word) &&
    labelOf(word.replaceAll(".", "").toLowerCase())?.isStrong === true
  );
};

/** `__proto__`, "foo.bar()", "config.yaml", "Luke 10:25-37": a word of a programming language, a file of one, verses of a chapter. */
export const isInText = (text: string, { start, end }: Place): boolean =>
  isVerb(text, { start, end }) ||
  isLabel(text, { start, end }) ||
  /^(?:[._]\w{1,16}[(=]|[ ][{]|[(]["'])/.test(text.slice(end, end + 20)) ||
  (text.slice(start - 2, start) === "__" && text.slice(end, end + 2) === "__") ||
  chapterOrFile.test(text.slice(end, end + 10)) ||
  fileEnding.test(text.slice(start - 1, end));
const fileEndings = "ya?ml|md|json|csv|py|[jt]s|html?|css|xml|sh|log|ini|conf|toml|exe";
const fileEnding = new RegExp(`^\\.(?:${fileEndings}|dll)$`, "i");
const chapterOrFile = new RegExp(
  `^(?:[ ]\\d{1,3}:\\d{1,3}[-–]\\d{1,3}(?![\\d:]|[ ]?[ap]\\.?m)|\\.(?:${fileEndings})(?!\\w))`,
  "i",
);
