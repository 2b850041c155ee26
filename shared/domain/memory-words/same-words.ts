import { stemOf } from "./stem.ts";

/** Words that stand for each other in a search: irregular forms, and names for the same thing. */
const groups =
  "mother mum mom mommy mama|father dad daddy papa|grandmother grandma granny|grandfather grandpa|child children kid kids|surgery operation surgeries operated|doctor physician doc|medicine medication medications meds pill pills drug|car vehicle|movie film|photo picture pic|holiday vacation|apartment flat|begin began begun start started|buy bought purchase purchased|job work career|write wrote written|meet met|eat ate eaten|teach taught|speak spoke spoken|run ran|win won|lose lost|find found|leave left|bring brought|drive drove driven|fly flew flown|grow grew grown|swim swam|sing sang|draw drew drawn|choose chose chosen pick picked|marry married wedding|break broke broken|fall fell fallen|hurt injured injury injure|build built|spend spent|sell sold|send sent|hold held|sleep slept|wear wore|ride rode ridden|throw threw|catch caught|fight fought|think thought|feel felt|tell told|know knew|become became|steal stole|born birth|die died death|illness sick disease ill|allergy allergic allergies|pain ache sore|food meal|home house|sad upset|happy glad|scared afraid fear|big large|adopt adopted adoption|hobby hobbies pastime|present gift|town city|country nation|company firm|friend buddy pal|woman women|man men|person people|foot feet|tooth teeth|mouse mice|wife wives|life lives|often frequently|doctorate phd|university college|exercise workout|weigh weight|blood-pressure hypertension";

const heads: ReadonlyMap<string, string> = new Map(
  groups.split("|").flatMap((group) => {
    const members = group.split(" ");
    const head = stemOf(members[0] ?? "");
    return members.flatMap((member) => [[member, head] as const, [stemOf(member), head] as const]);
  }),
);

/** The stem that a word is searched by: its own, or that of the first of its group. */
export const searchStemOf = (word: string): string => heads.get(word) ?? heads.get(stemOf(word)) ?? stemOf(word);
