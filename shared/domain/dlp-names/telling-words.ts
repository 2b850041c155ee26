import { hashWord } from "./read-tokens.ts";

const hashes = (words: string): ReadonlySet<number> => new Set(words.split(" ").map(hashWord));

const roles = hashes(
  "mr mrs ms miss mx dr doctor prof professor nurse sister brother father mother mom mum dad mommy daddy mama papa son daughter wife husband spouse partner aunt auntie aunty uncle cousin niece nephew grandma grandpa grampa gramma meemaw papaw granny gran nana nan gramps grandad granddad grandmother grandfather abuela abuelo abuelita abuelito tia tio nonna nonno oma opa lola lolo bibi babu baba don dona doña señor señora sr sra srta herr frau ehefrau ehemann monsieur madame mme mlle signor signora fr rev reverend pastor rabbi imam deacon bishop chaplain sir dame lord lady sgt sergeant cpl pvt lt capt captain maj col officer deputy detective trooper agent judge attorney counselor councillor coach principal teacher chef foreman baby babysitter sitter nanny carer caregiver caretaker aide tech technician midwife doula physio physiotherapist therapist psychologist psychiatrist dentist surgeon cardiologist neurologist oncologist pharmacist dietitian paramedic medic driver patient pt client resident guest caller user student intern warden landlord neighbor neighbour roommate friend boss manager supervisor secretary receptionist clerk interpreter witness participant borrower defendant plaintiff claimant petitioner applicant insured subscriber trustee executor beneficiary guarantor employee colleague passenger old young kid boy girl twin twins mi mon meine mein ma",
);
const care = hashes(
  "hospital hospitals clinic clinics clinica klinik klinikum er ed icu nicu snf ltc l d lab labs laboratory path pathology pharmacy pharm chemist chemists drugs drugstore apothecary nursery preschool daycare kindergarten school elementary academy college infirmary hospice shelter rehab rehabilitation dialysis imaging radiology mri xray dental dentistry dentist orthodontics optometry optical ortho orthopedics orthopaedics pediatrics paediatrics peds oncology cardiology neurology urology dermatology derm physio physiotherapy podiatry audiology fertility maternity midwifery surgery surgical medical med health healthcare kidney nephrology wellness counseling counselling psychiatry behavioral care center centre residence infusion endoscopy urgent practice hand spine eye foot ankle vascular private chiropractic",
);
const never = hashes(
  "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun am pm md do np pa rn lpn cna phd dds dmd pharmd dpt lcsw frcs mrcp facs facc jr sr ii iii iv dob mrn ssn hi hello dear thanks thank hey ok okay yes no and or the re fwd fw cc bcc from to subject date sent",
);
const particles = hashes(
  "de del della di da dos das du la le van von der den ter ten bin bint ibn al el y e st te ap mac mc o d n of the and",
);

/** Whether a word says what somebody is, and is no part of the name. */
export const isRole = (word: number): boolean => roles.has(word);
/** Whether a word names a kind of place of care, behind its name. */
export const isCareWord = (word: number): boolean => care.has(word);
/** Whether a capitalised word is never the rest of a name. */
export const isNeverName = (word: number): boolean => never.has(word);
/** Whether a word in small letters may stand within a name. */
export const isParticle = (word: number): boolean => particles.has(word);

/** The last four letters of words of medicine that hardly any name ends in: "bronchitis", "lansoprazole", "hemianopia". */
const endings =
  "itis osis opia tomy copy logy lgia uria egia esis ysis pnea rhea cyte aphy etry umab imab inib clib pril zole ycin olol tide ptin ozin zide mide ovir avir zine itol emic otic itic azam olam oxib ride xant emia ccus llus cter asma oxin sone nide epam oate inol idol adol lide ofen gram asis ular ogic omab amab cept stim inra ctam enem ngin".split(
    " ",
  );

const packed: ReadonlySet<number> = new Set(
  endings.map((ending) => [...ending].reduce((code, letter) => (code << 8) | letter.charCodeAt(0), 0)),
);

/** Whether a word of that ending, as a token's column holds it, is one of medicine. */
export const endsAsMedicine = (tail: number): boolean => packed.has(tail);
