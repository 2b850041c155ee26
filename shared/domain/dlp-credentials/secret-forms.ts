/** Forms that the issuers of keys and tokens use so that scanners can find them; each is a source without anchors. */
export const secretForms: readonly string[] = [
  "(?:AKIA|ASIA|AGPA|AIDA|AROA|ANPA)[A-Z\\d]{12,20}",
  "(?:sk|pk|rk|whsec|sess)[-_](?:(?:live|test|prod|proj|ant|or|svcacct|admin|api\\d{2})[-_]){0,3}[A-Za-z\\d_-]{16,256}",
  "gh[pousr]_[A-Za-z\\d]{16,255}|github_pat_\\w{20,255}",
  "glpat-[\\w-]{16,64}",
  "xox[abeoprs]-[A-Za-z\\d-]{10,255}|xapp-\\d-[A-Za-z\\d-]{10,255}",
  "AIza[\\w-]{30,40}|ya29\\.[\\w-]{20,512}|GOCSPX-[\\w-]{20,40}",
  "SG\\.[\\w-]{16,64}\\.[\\w-]{16,64}",
  "npm_[A-Za-z\\d]{30,40}|pypi-[\\w-]{40,255}|dop_v1_[a-f\\d]{60,70}|hf_[A-Za-z\\d]{20,60}|shpat_[a-f\\d]{30,40}|sq0[a-z]{3}-[\\w-]{20,60}",
  "(?:AC|SK)[a-f\\d]{32}",
  "eyJ[\\w-]{6,2048}(?:\\.[\\w-]{2,4096}){1,4}",
  "\\$(?:2[aby]|argon2(?:id|i|d)|6|5|1|scrypt)\\$[\\w./=,$+-]{20,256}",
];

/** A private key or certificate in its armour, whole or cut off. */
export const armouredKey =
  "-{5}BEGIN [A-Z\\d ]{3,40}-{5}(?:[A-Za-z\\d+/=\\s:,.-]{0,8000}?-{5}END [A-Z\\d ]{3,40}-{5}|[A-Za-z\\d+/=\\s]{0,8000})";
