import { expect, test } from "@jest/globals";
import { normalisedAddress } from "../../../shared/domain/identity-dpop/proof-address.ts";

const plain = "https://api.clinic.example/v1/tokens";

test.each([
  ["capitals in scheme and host", "HTTPS://API.Clinic.Example/v1/tokens"],
  ["the port that goes without saying", "https://api.clinic.example:443/v1/tokens"],
  ["an empty port", "https://api.clinic.example:/v1/tokens"],
  ["a query", `${plain}?x=1`],
  ["a fragment", `${plain}#x`],
  ["both", `${plain}?x=1#y?z`],
  ["dot segments", "https://api.clinic.example/v1/./x/../tokens"],
  ["letters that need no encoding", "https://api.clinic.example/%76%31/tok%65ns"],
  ["encoded dot segments", "https://api.clinic.example/v1/x/%2e%2E/tokens"],
])("means the same with %s", (_, address) => {
  expect(normalisedAddress(address)).toBe(plain);
});

test("knows capitals and small letters of an encoded byte as the same, and the root with and without its stroke", () => {
  expect(normalisedAddress("https://a.example/%c3%a9")).toBe("https://a.example/%C3%A9");
  expect(normalisedAddress("http://127.0.0.1:3000")).toBe(normalisedAddress("http://127.0.0.1:3000/"));
});

test.each([
  ["another scheme", "http://api.clinic.example/v1/tokens"],
  ["another host", "https://api.clinic.example.evil.example/v1/tokens"],
  ["another port", "https://api.clinic.example:8443/v1/tokens"],
  ["the port of the other scheme", "https://api.clinic.example:80/v1/tokens"],
  ["capitals in the path", "https://api.clinic.example/V1/tokens"],
  ["a stroke behind", `${plain}/`],
  ["a stroke twice", "https://api.clinic.example//v1/tokens"],
  ["an encoded stroke", "https://api.clinic.example/v1%2Ftokens"],
  ["the path encoded twice", "https://api.clinic.example/%2576%2531/tokens"],
])("means something else with %s", (_, address) => {
  expect(normalisedAddress(address)).toEqual(expect.any(String));
  expect(normalisedAddress(address)).not.toBe(plain);
});

test.each([
  [""],
  ["/v1/tokens"],
  ["//api.clinic.example/v1/tokens"],
  ["https:api.clinic.example/v1/tokens"],
  ["https:///api.clinic.example/v1/tokens"],
  ["https:\\\\api.clinic.example\\v1\\tokens"],
  ["https://api.clinic.example\\@evil.example/v1/tokens"],
  ["https://user@api.clinic.example/v1/tokens"],
  ["https://user:word@api.clinic.example/v1/tokens"],
  [" https://api.clinic.example/v1/tokens"],
  ["https://api.clinic.example/v1/tokens "],
  ["https://api.clinic.example/v1/\ttokens"],
  ["https://api.clinic.example/v1/\ntokens"],
  ["https://api.clinic.example/v1/tökens"],
  ["https://api.clinic.example/v1/%zz"],
  ["https://api.clinic.example/v1/%"],
  ["https://api.clinic.example:99999/v1/tokens"],
  ["https://"],
  ["ftp://api.clinic.example/v1/tokens"],
  ["javascript:alert(1)"],
  ["data:,https://api.clinic.example/v1/tokens"],
])("is no address of ours at all: %j", (address) => {
  expect(normalisedAddress(address)).toBeUndefined();
});
