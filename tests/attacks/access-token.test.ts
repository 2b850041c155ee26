import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { get, issue, refresh, said } from "../conversation-steps.ts";
import type { CallOptions } from "../gateway.ts";
import { readJsonFile, type Service, startService } from "../service.ts";
import { claimForgeries, damageForgeries, encodingForgeries, signatureForgeries } from "./claim-forgeries.ts";
import { claimsIn, encode, type Forgery, forge, type Original } from "./forge.ts";
import { confusionForgeries, headerForgeries, kidForgeries, noneForgeries, noneSpellings } from "./header-forgeries.ts";
import { watchSinks } from "./sinks.ts";

type Keys = { readonly keys: readonly [{ readonly secret: string }] };

let service: Service;
let good: TokenAnswer;
let original: Original;
let sinks: ReturnType<typeof watchSinks>;
beforeAll(async () => {
  service = await startService();
  good = await issue(service.call, service.tenants[0].secretKey);
  const { keys } = (await readJsonFile(service.signingKeysFile)) as Keys;
  original = { token: good.accessToken, secret: Buffer.from(keys[0].secret, "base64url") };
  sinks = watchSinks(service);
});
afterAll(() => service.stop());

let tried = 0;

/** Presents a credential as a read of the conversation it was made from; each try from an address of its own. */
const present = async (token: string) => {
  tried += 1;
  const answer = await get((route, options) => service.call(route, { ...options, sourceIp: `2001:db8::${tried.toString(16)}` }), {
    ...good,
    accessToken: token,
  });
  sinks.look(token, answer);
  return answer;
};

/** The forgeries that were not refused with 401. */
const accepted = async (forgeries: readonly Forgery[]): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const { name, token } of forgeries) {
    const { status, headers } = await present(token);
    if (status !== 401 || !String(headers["WWW-Authenticate"]).startsWith("Bearer")) found.push(`${name}: ${status}`);
  }
  return found;
};

/** A token of the same length, to count the tries of each kind by, before there is a service. */
const sample: Original = {
  token: [
    { alg: "HS256", typ: "at+jwt", kid: "k1" },
    {
      ...{ iss: "http://127.0.0.1", aud: "picasso-context:local", tid: "north-clinic", sub: `sb_${"s".repeat(24)}` },
      ...{ sid: `cv_${"c".repeat(43)}`, fam: "f".repeat(16), gen: 1, jti: "j".repeat(22), scope: "conversation" },
      ...{ iat: 1_800_000_000, nbf: 1_800_000_000, exp: 1_800_001_800 },
    },
  ]
    .map(encode)
    .concat("A".repeat(43))
    .join("."),
  secret: randomBytes(32),
};

const kinds = {
  "no algorithm": noneForgeries,
  "another algorithm, or a public key as secret": confusionForgeries,
  "another key": kidForgeries,
  "another header": headerForgeries,
  "other claims, rightly signed": claimForgeries,
  "other bytes for the same": encodingForgeries,
  "a wrong signature": signatureForgeries,
  "damage anywhere": damageForgeries,
} as const;
const counted = Object.entries(kinds).map(([name, make]) => [make(sample).length, name, make] as const);

describe("of an access token with", () => {
  test("the right form and key, the original is accepted", async () => {
    expect(forge(original, {})).toBe(good.accessToken);
    expect((await get(service.call, good)).status).toBe(200);
  });

  test.each(counted)(
    "%d forgeries with %s, none is accepted",
    async (count, _name, make) => {
      const forgeries = make(original);
      expect(forgeries).toHaveLength(count);
      expect(await accepted(forgeries)).toEqual([]);
    },
    120_000,
  );

  test("no algorithm, at least 61 spellings were tried", () => {
    expect(new Set(noneSpellings.map((alg) => JSON.stringify(alg))).size).toBeGreaterThanOrEqual(61);
  });
});

describe("on every call that takes an access token", () => {
  const routes = (id: string): readonly (readonly [string, CallOptions])[] => [
    [`GET /v1/conversations/${id}`, {}],
    [`GET /v1/conversations/${id}/turns`, {}],
    [`PUT /v1/conversations/${id}/turns/1`, { body: said("x") }],
    [`POST /v1/conversations/${id}/turns`, { body: said("x"), headers: { "idempotency-key": "k" } }],
    [`DELETE /v1/conversations/${id}`, {}],
    ["POST /v1/tokens/refresh", {}],
    ["POST /v1/tokens/revoke", { body: { all: true } }],
    ["GET /?action=conversation&operation=get", {}],
    ["POST /?action=conversation&operation=save", { body: { turn: 0, delta: { appendUser: { text: "x" } } } }],
    ["POST /?action=conversation&operation=clear", {}],
  ];

  const tryOn = async ([route, options]: readonly [string, CallOptions], { name, token }: Forgery): Promise<string> => {
    tried += 1;
    const answer = await service.call(route, { ...options, token, sourceIp: `2001:db8:2::${tried.toString(16)}` });
    sinks.look(token, answer);
    return answer.status === 401 ? "" : `${route}: ${name}: ${answer.status}`;
  };

  test("some forgeries of each kind are refused, and nothing is done", async () => {
    const some = Object.values(kinds).flatMap((make) => make(original).filter((_, index) => index % 41 === 0));
    const tries = routes(good.conversationId).flatMap((call) => some.map((forgery) => [call, forgery] as const));
    const found: string[] = [];
    for (const [call, forgery] of tries) found.push(await tryOn(call, forgery));
    expect([tries.length > 400, found.filter((fault) => fault !== "")]).toEqual([true, []]);
    const state = await get(service.call, good);
    expect([state.status, state.body.turn]).toEqual([200, 0]);
  }, 240_000);
});

describe("a token's times", () => {
  const at = (change: (nowSeconds: number) => object) => {
    const nowSeconds = Math.floor(service.clock.ms / 1000);
    return forge(original, { payload: { ...claimsIn(original), ...change(nowSeconds) } });
  };
  const reasonOf = async (token: string) => {
    const { status, body } = await present(token);
    return status === 200 ? "accepted" : body.reason;
  };

  test.each([
    [59, "accepted"],
    [60, "accepted"],
    [61, "expired"],
    [62, "expired"],
  ])("exp %d seconds ago: %s", async (seconds, outcome) => {
    const token = at((now) => ({ iat: now - 1800 - seconds, nbf: now - 1800 - seconds, exp: now - seconds }));
    expect(await reasonOf(token)).toBe(outcome);
  });

  test.each([
    [59, "accepted"],
    [60, "accepted"],
    [61, "not-yet-valid"],
    [62, "not-yet-valid"],
  ])("nbf, and iat, %d seconds from now: %s", async (seconds, outcome) => {
    const [byNbf, byIat] = [
      at((now) => ({ iat: now, nbf: now + seconds, exp: now + 1800 })),
      at((now) => ({ iat: now + seconds, nbf: now, exp: now + 1800 })),
    ];
    expect([await reasonOf(byNbf), await reasonOf(byIat)]).toEqual([outcome, outcome]);
  });

  test.each([
    ["a life of a second too long", (now: number) => ({ iat: now, nbf: now, exp: now + 1801 })],
    ["a life of years", (now: number) => ({ iat: now, nbf: now, exp: now + 99_999_999 })],
    ["an end before its beginning", (now: number) => ({ iat: now, nbf: now, exp: now - 1 })],
    ["an end at its beginning", (now: number) => ({ iat: now, nbf: now, exp: now })],
    ["a beginning after its end", (now: number) => ({ iat: now - 1800, nbf: now + 50, exp: now + 0 })],
    ["issue years ago and an end today", (now: number) => ({ iat: 1, nbf: 1, exp: now + 60 })],
  ])("are refused: %s", async (_name, change) => {
    expect(await reasonOf(at(change))).toBe("claims");
  });
});

test("none of the credentials tried is in any answer, log line, metric or ledger record, and the good one still works", async () => {
  expect(tried).toBeGreaterThan(2200);
  expect(await sinks.leaks()).toEqual([]);
  expect([(await get(service.call, good)).status, (await refresh(service.call, good.refreshToken)).status]).toEqual([200, 200]);
});
