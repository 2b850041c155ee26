import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { get, issue, problemOf, refresh, said } from "../conversation-steps.ts";
import type { Answer, CallOptions } from "../gateway.ts";
import { readJsonFile, type Service, startService, testOrigin } from "../service.ts";
import { claimsIn, forge } from "./forge.ts";
import { watchSinks } from "./sinks.ts";

let service: Service;
let mine: TokenAnswer;
let sibling: TokenAnswer;
let theirs: TokenAnswer;
let secret: Buffer;
let sinks: ReturnType<typeof watchSinks>;
beforeAll(async () => {
  service = await startService();
  mine = await issue(service.call, service.tenants[0].secretKey, { subject: "a" });
  sibling = await issue(service.call, service.tenants[0].secretKey, { subject: "b" });
  theirs = await issue(service.call, service.tenants[1].secretKey, { subject: "a" });
  const { keys } = (await readJsonFile(service.signingKeysFile)) as { keys: readonly [{ readonly secret: string }] };
  secret = Buffer.from(keys[0].secret, "base64url");
  sinks = watchSinks(service);
});
afterAll(() => service.stop());

let tried = 0;
const attempt = async (route: string, options: CallOptions): Promise<Answer> => {
  tried += 1;
  const answer = await service.call(route, { ...options, sourceIp: `2001:db8:1::${tried.toString(16)}` });
  sinks.look(options.token ?? "", answer);
  return answer;
};

const routesOf = (id: string): readonly (readonly [string, CallOptions])[] => [
  [`GET /v1/conversations/${id}`, {}],
  [`GET /v1/conversations/${id}/turns`, {}],
  [`PUT /v1/conversations/${id}/turns/1`, { body: said("x") }],
  [`POST /v1/conversations/${id}/turns`, { body: said("x"), headers: { "idempotency-key": "k" } }],
  [`DELETE /v1/conversations/${id}`, {}],
];
const shapeOf = ({ status, body: { instance: _, ...body } }: Answer) => JSON.stringify([status, body]);

describe("a token of one conversation", () => {
  test("reaches no other one, of its tenant or of another, in words that tell them from none", async () => {
    const none = `cv_${"A".repeat(43)}`;
    const shapes = new Set<string>();
    for (const id of [sibling.conversationId, theirs.conversationId, none]) {
      for (const [route, options] of routesOf(id))
        shapes.add(shapeOf(await attempt(route, { ...options, token: mine.accessToken })));
    }
    expect([...shapes].map((shape) => JSON.parse(shape)[0])).toEqual([404]);
  });

  /** Claims of one token with those of another: what a signer that mixed them up would sign. */
  const mixed = (...names: readonly string[]): string => {
    const [own, other] = [claimsIn({ token: mine.accessToken, secret }), claimsIn({ token: theirs.accessToken, secret })];
    const swapped = Object.fromEntries(names.map((name) => [name, other[name]]));
    return forge({ token: mine.accessToken, secret }, { payload: { ...own, ...swapped } });
  };

  test.each([
    [["tid"]],
    [["sid"]],
    [["sub"]],
    [["fam"]],
    [["tid", "sub"]],
    [["tid", "fam"]],
    [["sid", "fam"]],
    [["sub", "fam"]],
    [["tid", "sid"]],
    [["tid", "sid", "sub"]],
    [["sid", "sub", "fam"]],
  ])("with %j of another, rightly signed, reaches neither", async (names) => {
    const token = mixed(...names);
    for (const id of [mine.conversationId, theirs.conversationId]) {
      for (const [route, options] of routesOf(id)) {
        expect([401, 404]).toContain((await attempt(route, { ...options, token })).status);
      }
    }
  });

  test("is taken apart and joined with another in no way that works", async () => {
    const [a, b] = [mine.accessToken.split("."), theirs.accessToken.split(".")];
    const joins = [0, 1, 2, 3, 4, 5, 6].map((mask) =>
      [0, 1, 2].map((part) => ((mask >> part) & 1 ? b[part] : a[part])).join("."),
    );
    const others = joins.filter((token) => token !== mine.accessToken && token !== theirs.accessToken);
    expect(others.length).toBeGreaterThan(2);
    for (const token of others) {
      for (const held of [mine, theirs]) {
        expect((await attempt(`GET /v1/conversations/${held.conversationId}`, { token })).status).toBe(401);
      }
    }
  });
});

describe("a credential of another kind", () => {
  test("does not stand in for an access token on any route", async () => {
    const { publishableKey } = service.tenants[0];
    for (const [route, options] of routesOf(mine.conversationId)) {
      expect((await attempt(route, { ...options, token: mine.refreshToken })).body.reason).toBe("wrong-kind");
      const page = { ...options, token: publishableKey, headers: { ...options.headers, origin: testOrigin } };
      expect(problemOf(await attempt(route, page))).toBe("not-allowed");
    }
  });

  test("does not refresh, start or revoke as another kind", async () => {
    const asKey = await attempt("POST /v1/tokens", { token: mine.refreshToken, body: { subject: "x" } });
    const asKeyToo = await attempt("POST /v1/tokens", { token: mine.accessToken, body: { subject: "x" } });
    const asToken = await attempt("POST /v1/tokens/refresh", { token: service.tenants[0].secretKey });
    expect([asKey.body.reason, asKeyToo.body.reason, problemOf(asToken)]).toEqual(["wrong-kind", "wrong-kind", "not-allowed"]);
    const exchanged = (await attempt("POST /v1/tokens/refresh", { token: mine.accessToken })).body;
    expect([exchanged.accessToken, exchanged.refreshToken]).toEqual([mine.accessToken, undefined]);
  });

  test("is not made by dressing one up as the other", async () => {
    const [, body = ""] = mine.accessToken.split(".");
    const dressed = [
      `rt_${mine.accessToken}`,
      mine.refreshToken.slice(3),
      `sk_${mine.refreshToken.slice(3)}`,
      mine.refreshToken.replace(/^rt_/, "pk_"),
      `${mine.accessToken.split(".")[0]}.${body}.${mine.refreshToken.split(".").at(-1)}`,
      mine.refreshToken.replace(/[^.]+$/, mine.accessToken.split(".")[2] ?? ""),
      createHmac("sha256", secret).update(mine.refreshToken).digest("base64url"),
    ];
    for (const token of dressed) {
      expect((await attempt("POST /v1/tokens/refresh", { token })).status).toBe(401);
      expect((await attempt(`GET /v1/conversations/${mine.conversationId}`, { token })).status).toBe(401);
    }
  });
});

describe("a refresh token", () => {
  const grantOf = (token: string) => token.slice(3).split(".");
  const changed = (index: number, value: string): string =>
    `rt_${grantOf(mine.refreshToken)
      .map((part, place) => (place === index ? value : part))
      .join(".")}`;

  test("for another tenant, conversation, sign-in or generation is none", async () => {
    const [tenant = "", conversation = "", family = ""] = grantOf(theirs.refreshToken);
    const forged = [
      changed(0, tenant),
      changed(1, conversation),
      changed(2, family),
      ...["2", "0", "-1", "01", "1e0", "1.0", "９", "999999", "99999999999999999999", ""].map((generation) =>
        changed(3, generation),
      ),
      changed(4, grantOf(theirs.refreshToken)[4] ?? ""),
      changed(4, "A".repeat(43)),
      changed(4, ""),
    ];
    for (const token of forged) expect((await attempt("POST /v1/tokens/refresh", { token })).status).toBe(401);
  });

  test("with any character changed, cut, or repeated is none", async () => {
    const { refreshToken } = mine;
    const damaged = [...refreshToken].flatMap((character, index) => [
      refreshToken.slice(0, index),
      refreshToken.slice(0, index) + String.fromCharCode(character.charCodeAt(0) ^ 1) + refreshToken.slice(index + 1),
    ]);
    const more = [`${refreshToken}.${refreshToken}`, `${refreshToken}=`, `rt_${refreshToken}`, refreshToken.toUpperCase()];
    const accepted: string[] = [];
    for (const token of [...damaged, ...more]) {
      if ((await attempt("POST /v1/tokens/refresh", { token })).status !== 401) accepted.push(token);
    }
    expect(accepted).toEqual([]);
  }, 240_000);
});

test("none of the credentials tried is in any refusal, log line, metric or ledger record; the good ones still work", async () => {
  expect(tried).toBeGreaterThan(400);
  expect(await sinks.leaks()).toEqual([]);
  for (const token of [mine, sibling, theirs]) expect((await get(service.call, token)).status).toBe(200);
  expect((await refresh(service.call, mine.refreshToken)).status).toBe(200);
});
