import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";

const removed: readonly (readonly [string, string])[] = [
  ["<username>jdoe</username>", "<username>[USERNAME]</username>"],
  ["The username mwalsh was locked", "The username [USERNAME] was locked"],
  ["because user tmaslow downloaded the list", "because user [USERNAME] downloaded the list"],
  ["a second session for lhassan42 was opened", "a second session for [USERNAME] was opened"],
  ["taken down after rivka_kaplan complained", "taken down after [USERNAME] complained"],
  ["SSH for m.celik works", "SSH for [USERNAME] works"],
  ['"user": "r.okafor",', '"user": "[USERNAME]",'],
  ["Network account disabled: gpark4", "Network account disabled: [USERNAME]"],
  ["pid=1 tech=jhalloway2 eye=OD", "pid=1 tech=[USERNAME] eye=OD"],
  ["proxy:grzyb_p | DOWNLOAD", "proxy:[USERNAME] | DOWNLOAD"],
  ["09:02 RKOVAC opened MAR", "09:02 [USERNAME] opened MAR"],
  ["User: j.doe-77", "User: [USERNAME]"],
  ["teams me at jpham7 when done", "teams me at [USERNAME] when done"],
  ["I'm r_delacroix_rn.", "I'm [USERNAME]."],
  ["it shares with abuelo.lalo", "it shares with [USERNAME]"],
  ["username: jdoe42", "username: [USERNAME]"],
  ["my username is marypoppins", "my username is [USERNAME]"],
  ["login: jsmith7", "login: [USERNAME]"],
  ["login is jane_doe", "login is [USERNAME]"],
  ["instagram @jane.doe", "instagram [USERNAME]"],
  ["follow me on instagram: jane.doe", "follow me on instagram: [USERNAME]"],
  ["my twitter is jdoe_99", "my twitter is [USERNAME]"],
  ["@janedoe99 on tiktok", "[USERNAME] on tiktok"],
  ["user id: jdoe", "user id: [USERNAME]"],
  ["find me on insta @mariag", "find me on insta [USERNAME]"],
  ["user is lupe_gtz", "user is [USERNAME]"],
  ["user=j.obrien1974", "user=[USERNAME]"],
  ["log in as svc_nurse3", "log in as [USERNAME]"],
  ['the portal invited me as "GrannyMae1931"', 'the portal invited me as "[USERNAME]"'],
  ['"marigold_mom" on your forum is me', '"[USERNAME]" on your forum is me'],
  ["who is this wee_hamish84 commenting", "who is this [USERNAME] commenting"],
  ["account name: peter.pan7", "account name: [USERNAME]"],
  ["handle: night_owl", "handle: [USERNAME]"],
  ["screen name is sk8erboi99", "screen name is [USERNAME]"],
  ["my snapchat is mo.lee22", "my snapchat is [USERNAME]"],
  ["dm me at @the_real_kim", "dm me at [USERNAME]"],
  ["discord user kim_1234", "discord user [USERNAME]"],
  ["signed in under drsmith22", "signed in under [USERNAME]"],
  ["facebook: kim.lee.77", "facebook: [USERNAME]"],
  ["tiktok @kimmy_k", "tiktok [USERNAME]"],
  ["new hire, user smukamana, starts monday", "new hire, user [USERNAME], starts monday"],
  ["kindly unlock prof.wadhwani; it is urgent", "kindly unlock [USERNAME]; it is urgent"],
  ["now its antwan.m.83", "now its [USERNAME]"],
  ["cash app $lilnova88 instead", "cash app [USERNAME] instead"],
  ["remember if its pinkpony2002 or not", "remember if its [USERNAME] or not"],
  ["on insta I'm tessa.bakes.bread, see", "on insta I'm [USERNAME], see"],
  ["discord voidmoth#4471 works", "discord [USERNAME] works"],
  ["i'm mgarrity4, from the lab", "i'm [USERNAME], from the lab"],
  ["on my telegram, bigmike_roofs", "on my telegram, [USERNAME]"],
];

const kept = [
  "my username is required",
  "Follow @clinic on the app.",
  "Follow the clinic",
  "2 tablets @ 8 pm",
  '{"heart_rate":72}',
  "blood_pressure = 120",
  "covid19 and omega3",
  "the user is happy",
  "im fine.thanks",
  "since covid2019",
  "it cost $40",
  "login is not working",
  "facebook is fun",
  "the user interface changed",
  "a new user logged in",
  "then test_utils.py.",
  "insert into guarantor (acct, full_nm) values",
  "Bot: Ready?\nUser: metoprolol",
  "User: done",
  "User: finally!! thx",
  "10:15 BMP drawn",
  "the handle is broken",
  "login page",
  "account is locked",
  "a twitter of birds",
  "vitamin b12 as usual",
  "phq9 was fine",
];

describe("names of accounts", () => {
  test.each(removed)("removes %j", (text, redacted) => {
    expect(scrub(text).redacted).toBe(redacted);
  });

  test.each(kept)("keeps %j", (text) => {
    expect(scrub(text)).toEqual({ redacted: text, spans: [], counts: {} });
  });
});
