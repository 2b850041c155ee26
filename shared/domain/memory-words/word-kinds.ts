import { searchStemOf } from "./same-words.ts";
import { stemOf } from "./stem.ts";

/** What a question calls by its kind and an answer by its name: "which pet" and "a greyhound". Kinds, a colon, names. */
const lists = `
pet animal: dog puppy pup cat kitten rabbit bunny hamster parrot bird fish turtle tortoise horse pony greyhound labrador terrier retriever poodle spaniel chihuahua beagle
sport exercise fitness fit workout active athletic: run jog swim yoga pilates climb boulder hike walk cycle bike gym tennis football soccer basketball baseball volleyball hockey golf rugby ski snowboard surf skate dance box karate judo row marathon race lap match team
race competition: marathon triathlon relay 5k 10k tournament match
instrument: guitar piano drum violin fiddle flute harp cello trumpet saxophone clarinet banjo ukulele keyboard bass accordion
music musical musician: guitar piano drum violin flute harp cello trumpet saxophone banjo ukulele sing song band concert choir album orchestra melody tune
vehicle transport: car van truck lorry bike bicycle motorbike motorcycle scooter bus train tractor boat
study degree education qualification: course class college university school degree master bachelor certificate diploma exam seminar lecture phd
art artist artistic creative craft: paint draw sketch pottery ceramic sculpt sculpture photography watercolor watercolour mural knit crochet sew canvas
hobby hobbies interest pastime leisure activity: paint draw read garden hike pottery photography knit sew bake cook dance sing game fish climb run swim cycle chess puzzle yoga camp collect
food dish meal snack cuisine recipe: cake bread soup pizza pasta curry salad cookie pie stew rice noodle taco sushi chicken cheese bake cook dinner lunch breakfast
drink beverage: coffee tea beer wine juice chocolate cocktail lemonade smoothie
dessert sweet: cake cookie pie brownie chocolate tart pudding
sibling: brother sister twin
parent: mother father mum mom dad
relative family: mother father brother sister aunt uncle cousin grandmother grandfather grandma grandpa niece nephew son daughter
grandparent: grandmother grandfather grandma grandpa
spouse partner: husband wife fiance fiancee girlfriend boyfriend
children kids child: son daughter baby toddler twin
illness condition disease health medical diagnosis: sick flu cancer stroke surgery hospital doctor diabetes asthma pneumonia migraine arthritis depression anxiety dyslexia dyslexic infection fever tumor tumour cyst
injury injured accident hurt: fracture broke broken sprain twist fell boot cast crutch concussion stitches
trip travel travelled traveled vacation holiday journey tour visit: flight flew airport hotel camp beach cruise abroad drove train road hike island mountain cabin
gift present: birthday christmas anniversary gave bracelet necklace ring book
profession occupation career living work job: teacher nurse doctor engineer lawyer librarian chef baker pharmacist firefighter accountant designer developer programmer manager artist musician journalist farmer builder clerk cashier office shift company
book novel reading: read novel author story chapter memoir series library
show movie film series: watch episode season cinema netflix documentary actor
game: play chess console puzzle board card video tournament
pupil student: kid class child school
propose proposal engaged engagement: ring marry knee wedding fiance
marriage married wedding: husband wife ceremony bride groom honeymoon anniversary
money earn income cost price pay: dollar pound euro quid bucks salary rent loan paid sold raise expensive cheap save budget
home house live living: apartment flat rent move neighbor neighbour neighbourhood neighborhood street landlord mortgage cabin cottage
pregnant pregnancy baby: due birth born scan newborn
religion faith: church mosque temple synagogue prayer pray god
volunteer charity: donate shelter fundraiser raise hospice lifeboat foodbank community
plant garden gardening: tomato basil flower rose seed tree vegetable herb sunflower lavender soil
season weather: winter summer spring autumn fall snow rain storm heat
feel feeling emotion mood: happy sad nervous scared excited proud angry anxious relieved lonely grateful worried
pictured picture painting: paint watercolor watercolour drew portrait sketch photo
bird: parrot owl robin eagle hawk heron sparrow feeder
clothes clothing outfit costume: dress shirt jacket shoe hat scarf boot sweater dressed
language: spanish french german italian portuguese english chinese japanese korean arabic hindi urdu russian
reserve reservation: book
country abroad: spain france germany italy portugal england ireland scotland wales japan china india brazil mexico canada greece sweden norway thailand australia
`;

const membersOf: ReadonlyMap<string, readonly string[]> = new Map(
  lists
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [kinds = "", members = ""] = line.split(": ");
      const stems = [...new Set(members.split(" ").map(searchStemOf))];
      return kinds.split(" ").map((kind) => [stemOf(kind), stems] as const);
    }),
);

/** The stems, as they are searched by, of what is of the kind that a word names. */
export const membersOfKind = (word: string): readonly string[] | undefined => membersOf.get(stemOf(word));
