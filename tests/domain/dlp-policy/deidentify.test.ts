import { createSecretKey } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { emptyBook } from "../../../shared/domain/dlp-memory/alias-book.ts";
import { deidentify } from "../../../shared/domain/dlp-policy/deidentify.ts";
import { MessageBlocked } from "../../../shared/domain/dlp-policy/message-blocked.ts";
import { allowedTypes, type DlpPolicy, operatorFor, policyName } from "../../../shared/domain/dlp-policy/policy.ts";
import { lettersOf } from "../../../shared/domain/dlp-policy/tenant-digest.ts";

const key = createSecretKey(Buffer.alloc(32, 7));
const recollection = {
  book: emptyBook,
  digest: (identity: string) => Buffer.from(identity).toString("base64url").slice(0, 12).padEnd(12, "0"),
  shiftDays: -10,
  sealValue: (digest: string, value: string) => Buffer.from(`${digest}|${value}`),
};

const under = (policy: Partial<DlpPolicy>, text: string, isAlone = false) =>
  deidentify(text, {
    policy: { profile: "safe-harbor", operators: {}, ...policy },
    engine: "2.1.0+0a1b2c3d",
    further: [],
    recollection: isAlone ? undefined : recollection,
    tenantDigest: (identity) => lettersOf(key, "clinic", identity),
    nowMs: Date.UTC(2026, 10, 23),
    isOutOfTime: () => false,
  });

const text = "Born 04/12/1971, seen 03/04/2024, zip code 02139, mail jane@example.org, aged 93";

describe("the operators", () => {
  test("pseudonym, the usual one, leaves a mark for each value, the same for the same one", () => {
    const { value, mentions, counts } = under({}, "mail jane@example.org or JANE@example.org or bo@example.org");
    const [first, second, third] = value.match(/\[EMAIL~[\w-]{12}\]/g) ?? [];
    expect([first === second, first === third, mentions.size, counts]).toEqual([true, false, 2, { EMAIL_ADDRESS: 3 }]);
  });

  test("mask leaves the bare placeholder, as everything does where there is no conversation", () => {
    const mask = under({ profile: "strict" }, text);
    expect(mask.value).toBe("Born [DOB], seen [DATE], zip code [ZIP], mail [EMAIL], aged [AGE]");
    expect(under({}, text, true).value).toBe(mask.value);
    expect(mask.mentions.size).toBe(0);
  });

  test("hash leaves letters that are the same throughout a tenant and tell nothing", () => {
    const [one, two] = ["jane@example.org", "Jane@Example.org"].map(
      (mail) => under({ operators: { EMAIL_ADDRESS: "hash" } }, mail).value,
    );
    expect(one).toMatch(/^\[EMAIL:[a-p]{12}\]$/);
    expect(two).toBe(one);
    expect(lettersOf(key, "other clinic", "code:janeexampleorg")).not.toBe(lettersOf(key, "clinic", "code:janeexampleorg"));
  });

  test("date-shift writes other dates as far apart, in the form they came in", () => {
    const { value } = under(
      { operators: { DATE: "date-shift", DATE_OF_BIRTH: "date-shift" } },
      "Seen on 03/04/2024, again on 03/14/2024 and on March 24, 2024.",
    );
    expect(value).toBe("Seen on 02/23/2024, again on 03/04/2024 and on March 14, 2024.");
  });

  test("generalise leaves the area, the year, that somebody is over 89", () => {
    const operators = { ZIP_CODE: "generalise", DATE: "generalise", DATE_OF_BIRTH: "generalise", AGE: "generalise" } as const;
    expect(under({ operators }, text).value).toContain("Born [DOB:1971], seen [DATE:2024], zip code [ZIP:021]");
    expect(under({ operators }, text).value).toContain("aged [AGE:90+]");
    expect(under({ operators }, "born 04/12/1931, zip code 03601").value).toBe("born [DOB], zip code [ZIP:000]");
  });

  test("vault leaves a pseudonym and hands the value over sealed", () => {
    const { value, vaulted } = under({ operators: { EMAIL_ADDRESS: "vault" } }, "jane@example.org");
    const [[digest, sealed] = ["", Buffer.alloc(0)]] = [...vaulted];
    expect(value).toBe(`[EMAIL~${digest}]`);
    expect(sealed.toString()).toBe(`${digest}|jane@example.org`);
    expect(under({ operators: { EMAIL_ADDRESS: "vault" } }, "jane@example.org", true)).toMatchObject({
      value: "[EMAIL]",
      vaulted: new Map(),
    });
  });

  test("allow leaves what it names, and only that", () => {
    const { value, counts } = under({ operators: { EMAIL_ADDRESS: "allow" } }, "jane@example.org, ssn 219-09-9998");
    expect(value).toMatch(/^jane@example\.org, ssn \[SSN~/);
    expect(counts).toEqual({ US_SSN: 1 });
  });

  test("block refuses the message and says only which types", () => {
    const refused = () => under({ operators: { US_SSN: "block" } }, "ssn 219-09-9998");
    expect(refused).toThrow(MessageBlocked);
    expect(refused).toThrow(expect.objectContaining({ types: ["US_SSN"] }));
  });
});

describe("what was put in place", () => {
  const forms = ["[EMAIL]", "[NAME_12]", "[ZIP:021]", "[AGE:90+]", "[DOB:1971]", "[PHONE:abcdefghijkl]"];
  test.each(forms)("%s is found by no detector again", (placed) => {
    expect(under({ profile: "strict" }, `before ${placed} after`).value).toBe(`before ${placed} after`);
  });
});

describe("the profiles", () => {
  test("safe-harbor keeps no identifier, a limited data set keeps dates and places below the street", () => {
    expect([...allowedTypes({ profile: "safe-harbor", operators: {} })]).toEqual(["NRP"]);
    expect(under({ profile: "limited-data-set" }, text).value).toMatch(
      /^Born 04\/12\/1971, seen 03\/04\/2024, zip code 02139, mail \[EMAIL~/,
    );
  });

  test("give way to a tenant's own operators, which show in the policy's name", () => {
    expect(operatorFor({ profile: "strict", operators: { NAME: "hash" } }, "NAME")).toBe("hash");
    expect([
      policyName({ profile: "strict", operators: {} }),
      policyName({ profile: "strict", operators: { NAME: "hash" } }),
    ]).toEqual(["strict/1", "strict+/1"]);
    expect(under({ profile: "strict" }, "hello").by).toBe("strict/1 2.1.0+0a1b2c3d");
  });
});
