/** Roles behind somebody's initials: "JB RPN"; the source of a pattern. */
export const rolesBehind =
  "RN|LPN|RPN|RMN?|RPh|PMHNP|DNP|EMT|PA-C|[CS]T\\d|ANP|NP|SHO|SpR|[Rr]eg|FY[12]|pharm|physio|psych|HCA|CNA|midwife";

/** Fields of records that hold names, and names spelled letter by letter. */
export const namesInFields: readonly RegExp[] = [
  /"(?:first|last|middle|given|family|full|sur|nick|patient)?[_-]?(?:first|last|given|family|name|surname|(?<="(?:first|last|given|family|middle)))"[ ]?:[ ]?\[?"(?<id>\p{L}[\p{L}\p{M} .'’-]{0,48})"/giu,
  /(?:[Nn]ame|NAME|PATIENT|Attending|ATTENDING|Surgeon|SURGEON|Provider|PROVIDER|Physician|PHYSICIAN|Insured|INSURED|Subscriber|SUBSCRIBER)[ ]?[:=][ ]{0,3}(?<id>\p{Lu}[\p{L}'’-]{1,24},[ ]{0,2}\p{Lu}[\p{L}'’-]{1,24}(?:[ ]\p{Lu}(?![\p{L}'’])\.?)?)(?=[ ]{2}|[ ]?(?:[,;|(\n]|$)|[ ](?:MRN|DOB|ID|SSN|Sex|SEX|Age|AGE)(?![a-z]))/gu,
  /(?<![a-z])(?:initials|initialed|signed)[ :]{1,3}(?:are[ ]|is[ ])?(?<id>[A-Z](?:[. ]{0,2}[A-Z]){1,3})(?![A-Za-z])\.?/g,
  new RegExp(
    `(?<=(?:^|\\n|[.,;:/–—-][ ]?|\\b(?:by|per|from|with|[sS]\\/[bB]|[dD]\\/[wW])[ ]|\\uFFFC[ ]))(?!(?:AM|CCU|CDU|CNS|CT|DC|DEA|ED|ENT|EP|ER|GI|GP|GU|HDU|HH|ICU|ID|IM|IR|ITU|IV|LTC|MAU|MGP|AMU|SAU|OB|ON|OOH|OPD|OR|OT|PM|PRN|PT|RN|RT|SNF|VA|WOC)[ ])(?<id>[A-Z]{2,3})(?=,?[ ](?:[A-Z]{2}[ ])?(?:${rolesBehind})(?![A-Za-z])|[ ][(](?:FY|CT|ST|SHO|RN|reg))`,
    "g",
  ),
  /(?<![\p{L}\d./])(?!(?:U\.S|U\.K|D\.C|L\.A|N\.[CDHJMPSVY]|S\.[CD]|R\.[INX]|W\.V|B\.[ACPS]|M\.[ADS]|D\.O|P\.[AMOST]|O\.[DRSTU]|E\.[DGR]|I\.[DEMQV]|A\.[DMS]|H\.[RS]|T\.[BV]|C\.[CT]|G\.[IPU]|V\.[AP]|J\.R|L\.P|Q\.D)\.)(?<id>[A-Z]\.[ ]?[A-Z]\.)(?![\p{L}\d])/gu,
  /(?<![\p{L}])(?:pt|patient|has|re|with|dr|mr|mrs|ms)\.?[ ](?!(?:[ap]\.m|p\.o|i\.[vmde]|e\.g|q\.d|o\.[dsu]|h\.s|b\.p)\.)(?<id>[a-z]\.[ ]?[a-z]\.)(?=[ ]|$)/gu,
  /(?<![\p{L}'’])(?!s[ ]t[ ]e[ ]m[ ]i|n[ ]s[ ]t)(?<id>\p{L}(?:[ ]\p{L}){4,16})(?![\p{L}'’])/giu,
  /(?<![\p{L}])initials[ :]{1,3}(?:are[ ]|is[ ])?(?<id>\p{L}(?:[ ]\p{L}){1,3})(?![\p{L}'’])/giu,
  /(?<=(?:^|\n|[:|][ ]?|\bon[ ]|\/[ ]))(?<id>\p{Lu}[\p{L}'’-]{1,24},[ ]\p{Lu}\.)(?=[ ](?:\d|\||\uFFFC|dob|mrn|[-–·])|\n|$)/gu,
  /(?<=(?:^|\n))(?!\p{L}{3,6}day)(?<id>\p{Lu}[\p{L}'’-]{1,24},[ ]\p{Lu}[\p{L}'’-]{1,24})(?=[ ](?:[.|][ ]|UR|MRN|DOB))/gu,
  /(?<=(?:children|kids|sons|daughters|siblings|brothers|sisters|grandchildren|grandkids|nephews|nieces)(?![\p{L}])[^.\n]{0,40}\uFFFC,[ ])(?<id>\p{Lu}\p{Ll}{1,14})(?=,[ ])/gu,
  /(?<=(?:^|\n))(?<id>\p{Ll}[\p{L}'’-]{1,24},[ ]\p{Ll}[\p{L}'’-]{1,24})(?=[ ](?:dob|mrn|d\.o\.b)(?!\p{L}))/gu,
  /(?<=(?:^|\n)\[?\d{1,2}:\d\d(?::\d\d)?(?:[ ]?[ap]m)?\]?[ -]{1,3})(?!(?:Agent|Assistant|Bot|Caller|Clinician|Doctor|Guest|Member|Nurse|Operator|Patient|Pharmacist|Pharmacy|Provider|Rep|Staff|System|Tech|User)(?!\p{L}))(?<id>\p{Lu}\p{Ll}{2,14})(?=:[ ])/gu,
  /(?<=\bNM1\*\w{2}\*1\*)(?<id>[A-Z][A-Z' -]{1,24}\*[A-Z][A-Z' -]{1,24})(?=\*|$)/g,
  /(?<=\|)(?<id>[A-Z][A-Z'-]{1,24}\^[A-Z][A-Z'-]{1,24}(?:\^[A-Z]{1,12})?)(?=[|^])/g,
  /(?<![A-Z\d])[PIV][A-Z<][A-Z]{3}(?<id>[A-Z]{2,30}(?:<[A-Z]{1,30}){0,4}<<[A-Z]{1,30}(?:<[A-Z]{1,30}){0,4})(?=<)/g,
  /(?<![\p{L}])(?:spelled|spelt|spelling[ ](?:is|it)|spell[ ]it|that'?s|its?|it[ ]is)[ :,]{1,3}(?<id>\p{L}(?:[ -]\p{L}){2,20})(?![\p{L}'’])/giu,
];
