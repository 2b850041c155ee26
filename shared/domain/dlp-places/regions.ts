import { later } from "../dlp/later.ts";

/**
 * States, provinces and countries: larger than what Safe Harbor calls identifying, but they tell what stands beside
 * them. Names in lower case, codes as the post writes them.
 */
const usNames =
  "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|wyoming|district of columbia|puerto rico|guam";
const usCodes =
  "AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC|PR|GU|VI|AS|MP|AA|AE|AP";
const canadianNames =
  "alberta|british columbia|manitoba|new brunswick|newfoundland(?: and labrador)?|nova scotia|northwest territories|nunavut|ontario|prince edward island|qu[e\\u00e9]bec|saskatchewan|yukon";
const canadianCodes = "AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT";
const australianNames =
  "new south wales|victoria|queensland|south australia|western australia|tasmania|northern territory|australian capital territory";
const australianCodes = "NSW|VIC|QLD|SA|WA|TAS|NT|ACT";
const countries =
  "afghanistan|albania|algeria|andorra|angola|argentina|armenia|australia|austria|azerbaijan|bahamas|bahrain|bangladesh|barbados|belarus|belgium|belize|benin|bhutan|bolivia|bosnia(?: and herzegovina)?|botswana|brazil|brunei|bulgaria|burkina faso|burundi|cambodia|cameroon|canada|cape verde|chad|chile|china|colombia|congo|costa rica|croatia|cuba|cyprus(?: \\(greek\\))?|czech republic|czechia|denmark|djibouti|dominican republic|ecuador|egypt|el salvador|england|eritrea|estonia|ethiopia|fiji|finland|france|gabon|gambia|germany|ghana|great britain|greece|greenland(?:er)?|grenada|guatemala|guinea|guyana|haiti|honduras|hong kong|hungary|iceland|india|indonesia|iran|iraq|ireland|israel|italy|ivory coast|jamaica|japan|jordan|kazakhstan|kenya|kuwait|kyrgyzstan|laos|latvia|lebanon|lesotho|liberia|libya|liechtenstein|lithuania|luxembourg|madagascar|malawi|malaysia|maldives|mali|malta|mauritania|mauritius|mexico|moldova|monaco|mongolia|montenegro|morocco|mozambique|myanmar|namibia|nepal|netherlands|new zealand|nicaragua|niger|nigeria|north korea|northern ireland|norway|oman|pakistan|palestine|panama|papua new guinea|paraguay|peru|philippines|poland|portugal|qatar|romania|russia|rwanda|saudi arabia|scotland|senegal|serbia|sierra leone|singapore|slovakia|slovenia|somalia|south africa|south korea|south sudan|spain|sri lanka|sudan|suriname|sweden|switzerland|syria|taiwan|tanzania|thailand|togo|trinidad(?: and tobago)?|tunisia|turkey|uganda|ukraine|united arab emirates|united kingdom|united states(?: of america)?|uruguay|uzbekistan|venezuela|vietnam|wales|yemen|zambia|zimbabwe|usa|u\\.s\\.a?\\.?|uk|u\\.k\\.";
const continents =
  "africa|antarctica|asia|europe|north america|south america|central america|latin america|middle east|caribbean";

/** Sources of patterns; none is anchored. Codes are upper case and not bounded. */
export const regionSources = {
  stateNames: `${usNames}|${canadianNames}|${australianNames}`,
  stateCodes: `${usCodes}|${canadianCodes}|${australianCodes}`,
  australianCodes,
  countries,
} as const;

/** All ways to write a name of which a part may be left out or has two spellings. */
const spellingsOf = (source: string): readonly string[] => {
  const plain = source.replaceAll("qu[e\\u00e9]bec", "quebec|qu\u00e9bec").replaceAll("\\", "");
  return plain
    .split("|")
    .flatMap((name) => [name.replace(/\(\?:.{1,40}\)\?$/, ""), name.replace(/\(\?:|\)\?/g, ""), name.replace(/\.\?/g, "")]);
};

const regionNames: ReadonlySet<string> = new Set(
  [usNames, canadianNames, australianNames, countries, continents, "u.s|u.s.|u.s.a|u.s.a."].flatMap(spellingsOf),
);
const regionCodes: ReadonlySet<string> = new Set(
  [usCodes, canadianCodes, australianCodes, "US|UK|EU|UAE"].flatMap((codes) => codes.split("|")),
);
const prefix = /^(?:the[ ])?(?:(?:north|south|east|west|northern|southern|eastern|western|upstate|central)[ ])?/;

/** Whether the words name a state, a country or something larger. */
export const isRegion = (words: string): boolean => {
  const name = words.toLowerCase();
  return regionNames.has(name) || (name.includes(" ") && regionNames.has(name.replace(prefix, ""))) || regionCodes.has(words);
};

const stateNamesAndCodes = later(
  (): ReadonlySet<string> =>
    new Set([
      ...[usNames, canadianNames, australianNames].flatMap(spellingsOf),
      ...[usCodes, canadianCodes, australianCodes].flatMap((codes) => codes.toLowerCase().split("|")),
    ]),
);
const countryNames = later((): ReadonlySet<string> => new Set([countries, "u.s|u.s.|u.s.a|u.s.a."].flatMap(spellingsOf)));

/** Whether the words name a state of the United States, Canada or Australia, or are its code. */
export const isState = (words: string): boolean => stateNamesAndCodes().has(words.toLowerCase().replace(/\.$/, ""));
/** Whether the words name a country. */
export const isCountry = (words: string): boolean => countryNames().has(words.toLowerCase());
