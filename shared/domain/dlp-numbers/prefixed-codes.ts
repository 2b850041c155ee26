import type { IdentifierType } from "../dlp/identifier-types.ts";
import type { Code } from "./find-codes.ts";

/** Codes with a speaking prefix: "MED18375429", "ACC-2024-00123", "EMP379201". */
const form = /^([A-Za-z]{1,6})[-_]?\d[A-Za-z\d]{0,19}(?:[-_/.][A-Za-z\d]{1,16}){0,4}$|^([A-Z]{1,6})(?:[-_/][A-Z\d]{1,10}){1,4}$/;
const fewestDigits = 6;
const fewestDigitsWithPrefix = 4;

/** What a code's own prefix says it is, or its topic where that says nothing; nothing for codes of drugs, trials, genes and catalogues, and for short ones. */
export const readPrefix = (code: Code, topic: () => IdentifierType): IdentifierType | undefined => {
  const prefix = prefixOf(code.value);
  if (prefix === undefined || catalogues.has(prefix) || concept.test(code.value)) return undefined;
  const known = prefixes.get(prefix);
  if (known === undefined) return code.digits >= fewestDigits && isPlain(code.value) ? topic() : undefined;
  return code.digits >= fewestDigitsWithPrefix && hasRun(code.value) ? known : undefined;
};

/** Whether a code's prefix is that of a public catalogue or of a substance. */
export const isCatalogued = (value: string): boolean => {
  const prefix = /^[A-Za-z]{1,8}/.exec(value)?.[0].toLowerCase();
  return prefix !== undefined && catalogues.has(prefix) && !(isMade.test(prefix) && value.replace(/\D/g, "").length > 7);
};

/** Makers of drugs, whose own numbers are short: "AMG7718840012" is somebody's. */
const isMade = /^(?:azd|bms|ly|gsk|pf|bay|abt|abbv|jnj|amg|regn|mk)$/;

const prefixOf = (value: string): string | undefined => {
  const match = form.exec(value);
  return (match?.[1] ?? match?.[2])?.toLowerCase();
};

/** Concepts of UMLS and MeSH. */
const concept = /^(?:C0\d{6}|D0\d{5})$/;

const hasRun = (value: string): boolean => /\d{3}/.test(value);

/** Capitals, then digits; letters in between only after a dash. */
const isPlain = (value: string): boolean =>
  /^[A-Z]{1,6}(?:\d{6,16}|[-_][A-Z\d]{1,16}(?:[-_/.][A-Z\d]{1,16}){0,4})$/.test(value) && hasRun(value);

const split = (words: string): readonly string[] => words.split(" ");

const prefixesOf: Readonly<Partial<Record<IdentifierType, string>>> = {
  MEDICAL_RECORD_NUMBER: "mrn med mr pt pat hrn umrn emr ehr uhid chart pid hosp",
  HEALTH_PLAN_NUMBER: "mem mbr mbi ins pol plan hpbn hpb hpn hp hic sub subs bcbs uhc hmo ppo mcd mcr medicaid policy member",
  ACCOUNT_NUMBER: "acc acct act bill inv bnk bank iban rcpt txn trx fin har pmt",
  LICENSE_NUMBER: "dl dln lic cert crt npi dea license",
  VEHICLE_ID: "vin veh vid plate reg",
  DEVICE_ID: "dev sn ser imei device udi pm pump pace mac dvc",
  BIOMETRIC_ID: "bio biom bid fp fpr vp vpt iris face retina finger voice bmt",
  US_SSN: "ssn",
  UNIQUE_ID:
    "id uid emp cust cid case clm claim ref ord order rx enc acn visit vis appt spec lab req usr user tkt cs study subj stu eid uin uuid auth pa",
};

const prefixes: ReadonlyMap<string, IdentifierType> = new Map(
  Object.entries(prefixesOf).flatMap(([type, words]) => split(words).map((prefix) => [prefix, type as IdentifierType] as const)),
);

/** Numbers in public catalogues and names of substances. */
const catalogues: ReadonlySet<string> = new Set(
  split(
    "nct crd pmid pmc pmcid icd cpt cdt hcpcs ndc rs nm np xm chr ensg enst cas doi isbn issn cve covid sars din loinc snomed sct atc omim orpha hgnc umls cui rxcui grch hg iso iec en " +
      "astm hla mk azd bms ly gsk pf bay abt abbv jnj amg regn mrna chembl il cd tnf vitamin omega spo fio fev pco a1c co na mg ca tsh hba apoe brca " +
      "pd rfc utc gmt iso- jira usb hdmi rtx nan c0 n95 ffp cyp bnt h1n kb ora",
  ),
);
