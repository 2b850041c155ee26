import { textAfter, textBefore } from "../dlp/cue.ts";
import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";

const join = (names: string): string => names.trim().replace(/\s+/g, "|").replaceAll("_", "[ -]").replaceAll("'", "'?");

/** Their names are those of days and nothing else. */
const plain = join(`
  christmas x-?mas thanksgiving (?:th(?:an)?x|t)-?giving turkey_day (?:the_)?ides_of_march (?:holy|spy)_(?:thursday|saturday|wednesday|week) (?:pride|whit)_sunday (?:trans_)?day_of_visibility carnaval may_day halloween (?:(?:orthodox|greek|coptic)_)?easter (?:whit|easter|bank_holiday|clean|cyber|rose)_monday bank_holiday_(?:weekend|monday|friday) (?:shrove|fat|pancake)_tuesday whitsun pentecost michaelmas candlemas epiphany_day epiphany giving_tuesday diwali deepavali eid(?:_al_?(?:fitr|adha))?
  hanukkah chanukah passover pesach purim sukkot shavuot yom_kippur rosh_hashanah? vaisakhi holi nowruz norooz lunar_new_year chinese_new_year
  t\u1ebft mothering_sunday (?:the_)?feast_of_(?:the_)?[a-z]{4,14} (?:pancake|ganesh)_day juneteenth kwanzaa good_friday ash_wednesday palm_sunday maundy_thursday black_friday cyber_monday mardi_gras cinco_de_mayo d[i\u00ed]a_de_los_muertos navidad semana_santa
  ramadan ramzan ferragosto pongal onam lohri navrat(?:ri|hri) dussehra raksha_bandhan janmashtami ganesh_chaturthi makar_sankranti durga_puja karva_chauth muharram ashura mawlid eid_ul_?\\w{3,5}
  qingming mid_?autumn_festival chuseok seollal vesak losar dragon_boat_festival matariki saturnalia walpurgis(?:_night)? nochebuena nochevieja d[i\u00ed]a_de_muertos las_posadas
  (?:dia|d[i\u00ed]a)_de_(?:reyes|los_reyes|accion_de_gracias|la_independencia) toussaint p[a\u00e2]ques no[e\u00eb]l_20\\d\\d ostern pfingsten fronleichnam heiligabend sinterklaas koningsdag capodanno pasquetta
  april_fools'? (?:super_?bowl|melbourne_cup|trinity|advent|easter|low)_(?:sunday|day) twelfth_night all_hallows(?:_eve)? corpus_christi_(?:day|sunday) midsummer's?_eve burns_supper tisha_b'av simchat_torah lag_baomer
  golden_week songkran obon tanabata juhannus midsummer('s)? oktoberfest bonfire_night guy_fawkes_night burns_night hogmanay leap_day
  (?:the_)?(?:fourth|4th)_of_july (?:st\\.?|saint)_[a-z]{3,12}'?s?_(?:day|eve) (?:v|v[ej]|d)-day v_day family_day (?:queen|king)'?s?'_birthday (?:king|queen)'s_day
  (?:reformation|ascension|assumption|pioneer|heritage|statehood|louis_riel|discovery|loyalist|truth_and_reconciliation|pi|tax|melbourne_cup|cup|grand_final|constitution|liberation|pat's|vals)_day
`);
/** With "day", "eve" and the like after them they name a day; without, something else. */
const withDay = join(`
  new_year's? independence labou?r memorial veterans?' boxing mothers?'s? fathers?'s? columbus presidents?' bastille mlk martin_luther_king(?:_jr\\.?)?
  groundhog anzac australia canada victoria remembrance armistice flag earth patriots?' indigenous_peoples?' (?:st\\.?|saint)_valentine's valentine's paddy's guy_fawkes advent civic_holiday all_saints?' all_souls?' armed_forces election inauguration may_bank_holiday waitangi republic republic_of_india
`);
const eve = "(?:[ ](?:day|eve|night|morning|monday|sunday|weekend)(?![a-z]))";
const year = "(?:,?[ ](?:of[ ])?(?:19|20)\\d{2}(?!\\d))?";

/** Also without "day": "since St Patrick's", "by New Year's", "until the new year". */
const possessive =
  "(?:(?:st\\.?|saint)[ ](?:patrick|paddy|pat)'?s|tet|paddy'?s|valentine'?s|mother'?s[ ]day|new[ ]year'?s|guy[ ]fawkes|advent|lent|mlk|all[ ]souls'?|all[ ]saints'?|the[ ]new[ ]year(?!'))";
const cue =
  /(?<![a-z])(?:on|since|until|till?|by|before|after|around|over|last|this|next|at|from|past|during|in|of|for|was|drinking again|again)[ ](?:the[ ])?$/i;
const thing =
  /^(?:'s)?[ ](?:trees?|dinner|party|parties|gifts?|presents?|cookies?|carols?|music|cards?|lights?|islands?|candy|costumes?|eggs?|bunny|resolutions?|meals?|food|lunch|turkey|shopping|songs?|blues|holiday|disease|factor|cactus|seals?|lil(?:y|ies)|pudding|jumper|sweater|decorations?|parade|movies?|pattern|colou?rs|surgery|case|unit|centre|center|care|hospital|nursery|out)(?![a-z])/i;

const judgePlain = ({ text, end, value }: Found): Certainty =>
  !/\d{4}$/.test(value) && thing.test(textAfter(text, end, 20)) ? certainty.none : certainty.verified;

const judgePossessive = ({ text, start, end }: Found): Certainty =>
  cue.test(textBefore(text, start, 24)) && !nounAfter.test(textAfter(text, end, 24)) ? certainty.cued : certainty.none;

const nounAfter =
  /^[ ](?!(?:and|but|or|with|when|she|they|the|her|his|our|for|until|then|last|morning|night|week\w*)(?![a-z]))[a-z]{3,20}s?(?:[ ]|$)/;

/** "drowned on the Fourth." */
const theFourth = /(?<=(?<![a-z])(?:on|over|since|before|after|around|until|by|for)[ ])the[ ]Fourth(?=[ ]?(?:[.,;!?\n]|$))/g;

/** "On all souls' day", "Q3", "by Q1 2025". */
const judgeQuarter = ({ text, start, value }: Found): Certainty =>
  value.length > 2 || /(?<![a-z])(?:in|by|until|till|since|during|early|late|end of)[ ]$/i.test(textBefore(text, start, 10))
    ? certainty.cued
    : certainty.none;

const type = "DATE";

/** Holidays, which tell a day ("since Thanksgiving", "All Souls' Day", "Christmas 2023"), and quarters of a year. */
export const holidayDetector: Detector = patternDetector({
  name: "holiday",
  rules: [
    { type, sought: new RegExp(`(?<![a-z])(?:${plain})(?![a-z])${eve}?${year}`, "gi"), judge: judgePlain },
    { type, sought: new RegExp(`(?<![a-z])(?:${withDay})${eve}{1,2}${year}`, "gi"), judge: judgePlain },
    { type, sought: new RegExp(`(?<![a-z])${possessive}(?![a-z])${year}`, "gi"), judge: judgePossessive },
    { type, sought: /(?<![\w-])Q[1-4](?:[ ](?:of[ ])?(?:20)?\d{2})?(?![\w-]|[.,]\d)/g, judge: judgeQuarter },
    { type, sought: theFourth },
  ],
});
