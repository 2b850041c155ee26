import { sign } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { type ProvenCall, verifyDpopProof } from "../../../shared/domain/identity-dpop/dpop-proof.ts";
import { encoded, newDevice } from "../../proving-device.ts";

const call: ProvenCall = { method: "POST", address: "https://api.clinic.example/v1/tokens", nowMs: 0 };
const device = newDevice();
const verdict = (proof: string): string => {
  const result = verifyDpopProof(proof, call);
  return typeof result === "string" ? result : "accepted";
};
const claims = { jti: "0123456789abcdef", htm: "POST", htu: call.address, iat: 0 };
const header = { typ: "dpop+jwt", alg: "ES256", jwk: device.jwk };

describe("a proof that could be written another way is refused:", () => {
  const text = JSON.stringify(claims);

  test.each([
    ["a claim twice", header, text.replace("{", '{"htm":"GET",')],
    ["spaces", header, JSON.stringify(claims, null, 1)],
    ["an escape that is not needed", header, text.replace("https:/", "https:\\/")],
    ["a number in exponent form", header, text.replace('"iat":0', '"iat":0e0')],
    ["a negative nought", header, text.replace('"iat":0', '"iat":-0')],
    ["a byte order mark", header, `\ufeff${text}`],
    ["text behind", header, `${text} `],
    ["a list", header, [claims]],
    ["no object", header, "null"],
    ["no JSON", header, "{"],
    ["a header member twice", JSON.stringify(header).replace("{", '{"alg":"none",'), claims],
    ["a key member twice", JSON.stringify(header).replace('"jwk":{', '"jwk":{"crv":"P-384",'), claims],
    ["a header with spaces", JSON.stringify(header, null, 1), claims],
    ["a header that is a list", [header], claims],
  ])("%s", (_, head, payload) => {
    expect(verdict(device.signed(head, payload))).toBe("proof");
  });

  test("bytes that are not UTF-8", () => {
    const payload = Buffer.concat([Buffer.from(text.slice(0, 20)), Buffer.from([0xff]), Buffer.from(text.slice(20))]);
    const input = `${encoded(header)}.${payload.toString("base64url")}`;
    const signature = sign("sha256", Buffer.from(input), { key: device.privateKey, dsaEncoding: "ieee-p1363" });
    expect(verdict(`${input}.${signature.toString("base64url")}`)).toBe("proof");
  });

  test("other encodings of the same bytes", () => {
    const proof = device.signed(header, claims);
    const [head, body, signature = ""] = proof.split(".");
    const variants = [
      ...[`${proof}=`, `${proof}.`, ` ${proof}`, `${proof}\n`, `${proof},${proof}`, `${proof}, ${proof}`],
      ...[`${head}=.${body}.${signature}`, `${head}.${body}.${signature}.${signature}`, `${head}..${signature}`],
      ...[`${head}.${body}.`, `${head}.${body}`, "", ".", "..", "DPoP"],
      `${head}.${body}.${signature.slice(0, -1)}${signature.endsWith("A") ? "B" : "A"}A`,
    ];
    expect(variants.map(verdict).filter((each) => each !== "proof" && each !== "signature")).toEqual([]);
  });
});

describe("a proof whose signature", () => {
  test("is in DER instead of two numbers side by side is refused", () => {
    const input = `${encoded(header)}.${encoded(claims)}`;
    const der = sign("sha256", Buffer.from(input), device.privateKey);
    expect(verdict(`${input}.${der.toString("base64url")}`)).toBe("signature");
  });

  test.each([
    ["noughts", Buffer.alloc(64)],
    ["ones", Buffer.alloc(64, 255)],
    ["nothing but one byte", Buffer.alloc(1)],
  ])("is %s is refused", (_, signature) => {
    expect(verdict(`${encoded(header)}.${encoded(claims)}.${signature.toString("base64url")}`)).toBe("signature");
  });

  test("belongs to another proof is refused", () => {
    const [, , signature] = device.signed(header, { ...claims, jti: "fedcba9876543210" }).split(".");
    expect(verdict(`${encoded(header)}.${encoded(claims)}.${signature}`)).toBe("signature");
  });
});

test.each(["ES256", "EdDSA"] as const)("every flipped bit and every truncation of a good %s proof is refused", (alg) => {
  const proof = newDevice(alg).proof({ atMs: 0 });
  expect(verdict(proof)).toBe("accepted");
  const accepted = [...proof].flatMap((_, index) => {
    const flipped = [1, 2, 4, 8, 16, 32].map(
      (bit) => proof.slice(0, index) + String.fromCharCode(proof.charCodeAt(index) ^ bit) + proof.slice(index + 1),
    );
    return [...flipped, proof.slice(0, index)].filter((damaged) => verdict(damaged) === "accepted");
  });
  expect(accepted).toEqual([]);
});

test("a huge proof is refused before it is parsed", () => {
  expect(verdict(device.signed(header, { ...claims, htu: `${call.address}?${"x".repeat(1500)}` }))).toBe("proof");
  const startedMs = performance.now();
  expect(verdict(`${"a".repeat(5_000_000)}.${"b".repeat(5_000_000)}.${"c".repeat(86)}`)).toBe("proof");
  expect(performance.now() - startedMs).toBeLessThan(100);
});
