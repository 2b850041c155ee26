/**
 * Endings that make two bare words with a dot between them a host name. English words ("is", "in", "it", "me", "so")
 * and file types ("md", "zip", "ts") are not among them: those need a path, "www" or a third label.
 */
export const plainTopLevelDomains: ReadonlySet<string> = new Set(
  (
    "com org net edu gov mil int info biz name pro io ai app dev cloud online site website store shop tech xyz blog page " +
    "health healthcare clinic hospital dental doctor medical care pharmacy social email link live news " +
    "ac ae ar au bg br ca ch cl cn cz de dk ee es eu fi fr gr hk hr hu ie il jp kr lt lu lv mx nl nz pe ph pk pl pt ro ru se sg si sk " +
    "th tr tv tw ua uk uy vn za"
  ).split(" "),
);

const wordLikeTopLevelDomains =
  "ag al am as at ba be bo by cc co cy do ge gl gt im in is it ke kz la li ly ma md me mk ml mn mt mu my ng no nu pa pm pr ps py qa " +
  "re rs sa sh sm so sn st sv tc tk tl tn to ug us uz va ve vc vg ws help world today life work zone club fun space top wiki " +
  "example test invalid localhost local internal lan intranet corp";

/** Endings that count where something else already says "address". */
export const everyTopLevelDomain: ReadonlySet<string> = new Set([...plainTopLevelDomains, ...wordLikeTopLevelDomains.split(" ")]);
