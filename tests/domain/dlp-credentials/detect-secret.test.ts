import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";

const removed: readonly (readonly [string, string])[] = [
  ["App login, PIN 1944.", "App login, PIN [SECRET]."],
  ["pw B@ndaid5, so you", "pw [SECRET], so you"],
  ["prompts for maintenance code. Gave 1379, worked", "prompts for maintenance code. Gave [SECRET], worked"],
  ['passphrase "green turtle lamp"', 'passphrase "[SECRET]"'],
  [
    "whats the gate code for the back lot, the lady said 3391# and it honks",
    "whats the gate code for the back lot, the lady said [SECRET] and it honks",
  ],
  ["i got a text w a code 482913 but", "i got a text w a code [SECRET] but"],
  ["Old code 7719# dead", "Old code [SECRET] dead"],
  ["my security word it's butterscotch and i", "my security word it's [SECRET] and i"],
  ["TOTP seed JBSW Y3DP EHPK 3PXP was emailed", "TOTP seed [SECRET] was emailed"],
  ["Security question: name of your first pet? Answer: Biscuit", "Security question: name of your first pet? Answer: [SECRET]"],
  ["Unlock phrase for the vault: copper turtle window sleeps", "Unlock phrase for the vault: [SECRET]"],
  ['{"cvv": "418"}', '{"cvv": "[SECRET]"}'],
  ["CVC 207", "CVC [SECRET]"],
  ["PUK: 48201957.", "PUK: [SECRET]."],
  ['"backup_answer": "Admiral Noodles"', '"backup_answer": "[SECRET]"'],
  ["the pca code changed from 635 to 530", "the pca code changed from [SECRET] to [SECRET]"],
  ["my card is 4111 1111 1111 1111, 11/27, 203", "my card is [CARD], [DATE], [SECRET]"],
  ["temp code 7Q-XX-41b", "temp code [SECRET]"],
  ["My three words are otter ladder marmalade.", "My three words are [SECRET]."],
  ["the passphrase is copper thimble", "the passphrase is [SECRET]"],
  ["first pet Biscuit.", "first pet [SECRET]."],
  ["AKIAIOSFODNN7EXAMPLE", "[SECRET]"],
  ["my key is sk_live_4eC39HqLyjWDarjtT1zdp7dc ok", "my key is [SECRET] ok"],
  ["sk-ant-api03-abcdefghijklmnopqrstuvwxyz", "[SECRET]"],
  ["ghp_16C7e42F292c6912E7710c838347Ae178B4a", "[SECRET]"],
  ["eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U", "[SECRET]"],
  ["Authorization: Bearer abcdef1234567890abcdef", "Authorization: Bearer [SECRET]"],
  ["-----BEGIN RSA PRIVATE KEY----- MIIEpAIBAAKCAQEA -----END RSA PRIVATE KEY-----", "[SECRET]"],
  ["my password is Hunter2! thanks", "my password is [SECRET] thanks"],
  ["password: correcthorse", "password: [SECRET]"],
  ['Password is "blue sky"', 'Password is "[SECRET]"'],
  ["the password for my portal is Sunny2024", "the password for my portal is [SECRET]"],
  ["pwd=abc123", "pwd=[SECRET]"],
  ["pin is 4471", "pin is [SECRET]"],
  ["PIN: 0912", "PIN: [SECRET]"],
  ["my pin number is 5521", "my pin number is [SECRET]"],
  ["otp 884512", "otp [SECRET]"],
  ["verification code is 123456", "verification code is [SECRET]"],
  ["door code 4471#", "door code [SECRET]"],
  ["api key: 9f8a7b6c5d4e3f2a", "api key: [SECRET]"],
  ["secret token = abcDEF123", "secret token = [SECRET]"],
  ["session_id=ab12cd34ef", "session_id=[SECRET]"],
  ["my password Sunflower!2290 is wrong", "my password [SECRET] is wrong"],
  ["my portal password. It's currently BlueHeron_1962", "my portal password. It's currently [SECRET]"],
  ["log in as svc with Tr0ut-Lamp-88", "log in as svc with [SECRET]"],
  ["forgot my pin, was it 4471 or 4417", "forgot my pin, was it [SECRET] or [SECRET]"],
  ["portal pass (ilovedogs99)", "portal pass ([SECRET])"],
  ["wifi pw guest-Orchid-2 aint working", "wifi pw [SECRET] aint working"],
  ["hint says first pet. i typed Mr.Whiskers1 nothing", "hint says first pet. i typed [SECRET] nothing"],
  ["and i type Paradiddle*8 and nothing", "and i type [SECRET] and nothing"],
  ["backup code 7hq2-xk9d-41mm dont work", "backup code [SECRET] dont work"],
  ["the safe word for pickup is pineapple, only gran knows", "the safe word for pickup is [SECRET], only gran knows"],
  ["gate is 2580# then left", "gate is [SECRET] then left"],
  ["memorable year = 1966.", "memorable year = [SECRET]."],
  ["temporary password Wren$Mountain41 does not work", "temporary password [SECRET] does not work"],
  ["Reset code 804 226 came", "Reset code [SECRET] came"],
  ["Gate code at the house is #0419", "Gate code at the house is [SECRET]"],
  ["security question answer: rover", "security question answer: [SECRET]"],
  ["api key 5f4dcc3b5aa765d61d8327deb882cf99", "api key [SECRET]"],
  ["glpat-abcdefghij0123456789", "[SECRET]"],
  ["xoxb-123456789012-abcdefghij", "[SECRET]"],
  ["AIzaSyA1234567890abcdefghijklmnopqrstuv", "[SECRET]"],
];

const kept = [
  "i forgot my password last week. help",
  "my pass phrase keeps failing.",
  "first car accident",
  "my password is not working",
  "password is wrong",
  "I forgot my password, it is expired",
  "the password was reset yesterday",
  "pin and needles in my feet",
  "pins in my hip since 2019",
  "my login is not working",
  "username is required",
  "Follow the clinic on the app",
  "2 tablets @ 8 pm",
  "the portal is down",
  "portal is working",
  "mychart is slow",
  "the token was broken",
  "the secret to health is exercise",
  "combination is better than monotherapy",
  "access to care is good",
  "facebook is fun",
  "clavicle pin 3 mm",
  "the handle is broken",
  "safe to use",
  "password reset email",
  "the PIN pad is broken",
  "keys to success",
  "token of appreciation",
  "password manager",
  "pass the salt",
  "it came to pass that",
  "a secret recipe",
];

/** Said where logging in, locks or codes that were sent are talked of. */
const talked: readonly (readonly [string, string])[] = [
  ["the code you texted was 482 917, it says expired", "the code you texted was [SECRET], it says expired"],
  ["PIN for the tablet? 0 8 2 6", "PIN for the tablet? [SECRET]"],
  ["the key box by the door opens with 3-9-1-7 then pull", "the key box by the door opens with [SECRET] then pull"],
  ["temp password from IT: Welcome#6620 (change it)", "temp password from IT: [SECRET] (change it)"],
  ["temp pw Welcome#Tuna9 does not work", "temp pw [SECRET] does not work"],
  ["curl -u intake:p4stel-Vole now", "curl -u [SECRET] now"],
  ['the passphrase for the stick? "nine purple herons", lower case', 'the passphrase for the stick? "[SECRET]", lower case'],
  ["Passphrase: correct pony lantern 8.", "Passphrase: [SECRET]."],
  ["tried summer2024 and Summer2024!, none opens the portal", "tried [SECRET] and [SECRET], none opens the portal"],
  ["alarm panel: disarm 66190, 30 seconds", "alarm panel: disarm [SECRET], 30 seconds"],
  ["memorable word lighthouse", "memorable word [SECRET]"],
  ["gave me the keypad combo 2580*", "gave me the keypad combo [SECRET]"],
  ["MFA seed (do not share): JBSWY3DPEHPK3PXP", "MFA seed (do not share): [SECRET]"],
  ["with CLINIC\\mtorres and Ledger$Moth9 on RDP", "with [USERNAME] and [SECRET] on RDP"],
  ["it asks for a 4 digit thing? i put 1177", "it asks for a 4 digit thing? i put [SECRET]"],
  ["the hint is boat, so it is Schooner77", "the hint is boat, so it is [SECRET]"],
  ["key for the fridge safe: left 44, right 12, left 30", "key for the fridge safe: left [SECRET]"],
  ["2FA backup: 4821 0093, 7710 5526, keep it", "2FA backup: [SECRET], [SECRET], keep it"],
  ["The combination to the shed is 7-22-9, he said", "The combination to the shed is [SECRET], he said"],
  ["First pet: Biscuit. Favourite teacher: Strand", "First pet: [SECRET]. Favourite teacher: [SECRET]"],
  ["whats the wifi, still HealWell2023", "whats the wifi, still [SECRET]"],
  ["Key safe 2958. Next visit", "Key safe [SECRET]. Next visit"],
  ["AccountKey=kP9vXz3mQw8rTy2uLo5b; more", "AccountKey=[SECRET]; more"],
  ["x-api-key: live_2f9c71b0e4aa4d07", "x-api-key: [SECRET]"],
  ["the aws pair / wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY leaked", "the aws pair / [SECRET] leaked"],
];

const other = [
  "the portal says denied with code CO-197",
  "the portal shows Lipitor 20mg and T2DM",
  "the portal says my potassium is 4.5 since 2019",
  "portal login page is down since 0730, call at 1430",
  "wifi in room 4512 is slow",
  "sign in to see vitamin12 and covid19 results",
  "my portal lists the 24-hour urine and a follow-up",
  "the combination of two drugs, 1000 mg each",
  "unlock the 2nd door by 1500",
  "code status is full code, code blue at 1312",
  '<add key="TimeoutSeconds" value="45" />',
  "key=login_fail src=ward",
  "first school day was fine",
];

describe("passwords and codes that are talked of", () => {
  test.each(talked)("are removed: %j", (text, redacted) => {
    expect(scrub(text).redacted).toBe(redacted);
  });

  test.each(other)("are no drugs, results, rooms and times: %j", (text) => {
    expect(scrub(text).redacted).toBe(text);
  });
});

describe("secrets", () => {
  test.each(removed)("removes %j", (text, redacted) => {
    expect(scrub(text).redacted).toBe(redacted);
  });

  test.each(kept)("keeps %j", (text) => {
    expect(scrub(text)).toEqual({ redacted: text, spans: [], counts: {} });
  });
});
