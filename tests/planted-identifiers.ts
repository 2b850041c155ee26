/** One identifier: how somebody says it, and its value. */
export type Planted = { readonly kind: string; readonly says: string; readonly value: string };

const said = (kind: string, before: string, value: string): Planted => ({
  kind,
  says: `${before}${value}`,
  value,
});

/** Every kind of identifier that Safe Harbor lists (45 CFR 164.514(b)(2)(i), A to R), then money, national numbers and secrets. */
export const planted: readonly Planted[] = [
  said("A name", "Hi, my name is ", "Marguerite Thistlewood"),
  said("B street", "I live at ", "4417 Quillfeather Lane"),
  said("B city", "I live in ", "Kalamazoo"),
  said("B postal code", "my zip code is ", "78701-4242"),
  said("C date of birth", "DOB: ", "04/12/1961"),
  said("C admission", "admitted on ", "November 9, 2023"),
  said("D telephone", "call me at ", "(415) 555-0132"),
  said("E fax", "fax it to ", "(415) 555-0178"),
  said("F e-mail", "write to ", "marg.thistle@quillmail.example"),
  said("G social security", "my SSN is ", "412-63-7785"),
  said("H medical record", "MRN ", "00482913"),
  said("I health plan", "my member ID is ", "XQH884521097"),
  said("J account", "bank account number ", "918273645501"),
  said("K licence", "driver's license number ", "D4471-98234"),
  said("L vehicle", "my license plate is ", "KZR-4471"),
  said("L vehicle number", "VIN ", "1HGCM82633A004352"),
  said("M device", "pacemaker serial number ", "SN-77A4B2910"),
  said("N web address", "see ", "https://portal.quillmail.example/u/4417"),
  said("O internet address", "my IP is ", "203.0.113.77"),
  said("P biometric", "fingerprint id ", "FP-88213-QX"),
  said("Q photo", "the picture is ", "IMG_20240309_QX.jpg"),
  said("R other number", "claim number ", "CLM-7741-2290"),
  said("card", "card number ", "4111 1111 1111 1111"),
  said("account abroad", "IBAN ", "GB29 NWBK 6016 1331 9268 19"),
  said("national number", "NHS number ", "943 476 5919"),
  said("passport", "passport number ", "X4471928Q"),
  said("password", "my password is ", "Hunter7!quill"),
  said("key", "api key ", "sk_live_4eC39HqLyjWDarjtT1zdp7dc"),
];

/** What would give an identifier away: its value, and its digits without marks where there are enough of them. */
export const tracesOf = ({ value }: Planted): readonly string[] => {
  const digits = value.replace(/\D/g, "");
  return digits.length >= 8 ? [value.toLowerCase(), digits] : [value.toLowerCase()];
};
