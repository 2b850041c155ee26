import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { defaultSettings } from "../../shared/domain/identity/tenant.ts";
import { get, issue, problemOf, said } from "../conversation-steps.ts";
import { type Answer, type Call, testDomain } from "../gateway.ts";
import { type Device, newDevice, type ProofWish, thumbprintOf } from "../proving-device.ts";
import { type Service, startService, testOrigin } from "../service.ts";

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const nonce = () => randomBytes(16).toString("base64url");
const challenge = 'DPoP algs="ES256 EdDSA", error="invalid_dpop_proof"';
const verdict = ({ status, body }: Answer) => [status, body.reason, body.field].filter((each) => each !== undefined);
const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());

type Ask = {
  readonly device?: Device;
  readonly wish?: ProofWish;
  /** An access token, sent by the scheme `DPoP` and hashed into the proof. */
  readonly access?: string;
  /** A key or a refresh token, sent as Bearer. */
  readonly bearer?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly by?: Call;
};

const proofFor = (route: string, { device, wish, access }: Ask): string | undefined => {
  const [method = "", path = ""] = route.split(" ");
  const address = `http://${testDomain}${path}`;
  return device?.proof({ method, address, atMs: service.clock.ms, ...(access ? { accessToken: access } : {}), ...wish });
};

const ask = (route: string, options: Ask): Promise<Answer> => {
  const proof = proofFor(route, options);
  const authorization = options.access === undefined ? `Bearer ${options.bearer}` : `DPoP ${options.access}`;
  const headers = { authorization, ...(proof === undefined ? {} : { dpop: proof }), ...options.headers };
  return (options.by ?? service.call)(route, { headers, ...(options.body === undefined ? {} : { body: options.body }) });
};

const start = (options: Ask = {}): Promise<Answer> =>
  ask("POST /v1/tokens", {
    bearer: service.tenants[0].publishableKey,
    body: { clientNonce: nonce() },
    ...options,
    headers: { origin: testOrigin, ...options.headers },
  });
const begun = async (device: Device): Promise<TokenAnswer> => (await start({ device })).body as TokenAnswer;
const path = (token: TokenAnswer) => `/v1/conversations/${token.conversationId}`;
const look = (token: TokenAnswer, device: Device, options: Ask = {}) =>
  ask(`GET ${path(token)}`, { access: token.accessToken, device, ...options });
const renew = (bearer: string, device?: Device, options: Ask = {}) =>
  ask("POST /v1/tokens/refresh", { bearer, ...(device ? { device } : {}), ...options });

describe.each(["ES256", "EdDSA"] as const)("a browser with a key for %s", (alg) => {
  test("starts, saves, reads, refreshes and ends under it", async () => {
    const device = newDevice(alg);
    const answer = await start({ device });
    expect([answer.status, answer.body.tokenType]).toEqual([201, "DPoP"]);
    const token = answer.body as TokenAnswer;
    expect(claimsOf(token.accessToken).cnf).toEqual({ jkt: thumbprintOf(device) });
    const saved = await ask(`PUT ${path(token)}/turns/1`, { access: token.accessToken, device, body: said("hello") });
    expect([saved.status, (await look(token, device)).body.turn]).toEqual([201, 1]);
    const renewed = await renew(token.refreshToken, device);
    expect([renewed.status, renewed.body.tokenType]).toEqual([200, "DPoP"]);
    const next = renewed.body as TokenAnswer;
    expect(claimsOf(next.accessToken).cnf).toEqual({ jkt: thumbprintOf(device) });
    expect((await look(next, device)).status).toBe(200);
    const early = await ask("POST /v1/tokens/refresh", { access: next.accessToken, device });
    expect([early.status, early.body.tokenType, early.body.accessToken]).toEqual([200, "DPoP", next.accessToken]);
    expect((await ask("POST /v1/tokens/revoke", { access: next.accessToken, device })).status).toBe(204);
    expect(verdict(await look(next, device))).toEqual([401, "sign-in-ended"]);
  });
});

test("the next token in the refresh window is bound to the same key", async () => {
  const device = newDevice();
  const token = await begun(device);
  service.clock.ms += 26 * 60_000;
  const { body } = await look(token, device);
  expect(claimsOf(body.token?.accessToken ?? "").cnf).toEqual({ jkt: thumbprintOf(device) });
  expect(body.token).toMatchObject({ tokenType: "DPoP" });
  const exchanged = await ask("POST /v1/tokens/refresh", { access: token.accessToken, device });
  expect(claimsOf(exchanged.body.accessToken ?? "").cnf).toEqual({ jkt: thumbprintOf(device) });
});

test("a secret key may bind a sign-in, too, of a new conversation and of one that exists", async () => {
  const [first, second] = [newDevice(), newDevice()];
  const bearer = service.tenants[0].secretKey;
  const body = { subject: "p-bound" };
  const token = (await ask("POST /v1/tokens", { bearer, device: first, body })).body as TokenAnswer;
  const again = { bearer, device: second, body: { ...body, conversationId: token.conversationId } };
  const reopened = (await ask("POST /v1/tokens", again)).body as TokenAnswer;
  expect([(await look(token, first)).status, (await look(reopened, second)).status]).toEqual([200, 200]);
  expect(verdict(await look(reopened, first))).toEqual([401, "dpop-invalid", "jwk"]);
});

describe("a bound access token is refused", () => {
  const device = newDevice();
  let token: TokenAnswer;
  beforeAll(async () => {
    token = await begun(device);
  });

  test("as Bearer, with and without a proof", async () => {
    const proof = proofFor(`GET ${path(token)}`, { device, access: token.accessToken }) ?? "";
    const answers = [
      await get(service.call, token),
      await service.call(`GET ${path(token)}`, { token: token.accessToken, headers: { dpop: proof } }),
    ];
    expect(answers.map(verdict)).toEqual([
      [401, "dpop-missing"],
      [401, "dpop-missing"],
    ]);
    expect(answers.map(({ headers }) => headers["WWW-Authenticate"])).toEqual([challenge, challenge]);
  });

  test.each<readonly [string, Ask, readonly string[]]>([
    ["without a proof", {}, ["dpop-missing"]],
    ["by another key", { device: newDevice() }, ["dpop-invalid", "jwk"]],
    ["for another method", { device, wish: { method: "PUT" } }, ["dpop-invalid", "htm"]],
    ["for another path", { device, wish: { address: `http://${testDomain}/v1/tokens` } }, ["dpop-invalid", "htu"]],
    ["for another token", { device, wish: { accessToken: "another" } }, ["dpop-invalid", "ath"]],
    ["without the token's hash", { device, wish: { claims: { ath: undefined } } }, ["dpop-invalid", "ath"]],
    ["two in one header", { headers: { dpop: "a.b.c, a.b.c" } }, ["dpop-invalid", "proof"]],
    ["an empty one", { headers: { dpop: "" } }, ["dpop-invalid", "proof"]],
  ])("with a proof that is wrong: %s", async (_, options, reason) => {
    const answer = await ask(`GET ${path(token)}`, { access: token.accessToken, ...options });
    expect(verdict(answer)).toEqual([401, ...reason]);
    expect(answer.headers["WWW-Authenticate"]).toBe(challenge);
  });

  test("with a proof from 61 seconds ago or ahead, by this service's clock", async () => {
    const at = (seconds: number) => look(token, device, { wish: { atMs: service.clock.ms + seconds * 1000 } });
    expect([(await at(-60)).status, (await at(60)).status]).toEqual([200, 200]);
    expect([await at(-61), await at(61)].map(verdict)).toEqual([
      [401, "dpop-invalid", "iat"],
      [401, "dpop-invalid", "iat"],
    ]);
  });

  test("with a proof for the name in a header that anybody can write", async () => {
    const forwarded = { host: "evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" };
    const wish = { address: `https://evil.example${path(token)}` };
    expect(verdict(await look(token, device, { headers: forwarded, wish }))).toEqual([401, "dpop-invalid", "htu"]);
    expect((await look(token, device, { headers: forwarded })).status).toBe(200);
  });

  test("once it has expired, with a challenge for its own scheme", async () => {
    const late = await begun(device);
    service.clock.ms += 32 * 60_000;
    const answer = await look(late, device);
    expect([verdict(answer), answer.headers["WWW-Authenticate"]]).toEqual([
      [401, "expired"],
      'DPoP algs="ES256 EdDSA", error="invalid_token"',
    ]);
    token = (await renew(late.refreshToken, device)).body as TokenAnswer;
  });

  test("by the old front end's calls, which take Bearer tokens alone", async () => {
    const asked = "GET /?action=conversation&operation=get";
    const answer = await ask(asked, { access: token.accessToken, device, wish: { address: `http://${testDomain}/` } });
    expect([answer.status, problemOf(answer)]).toEqual([403, "not-allowed"]);
    expect(verdict(await service.call(asked, { token: token.accessToken }))).toEqual([401, "dpop-missing"]);
    const unbound = await issue(service.call, service.tenants[0].secretKey);
    expect((await service.call(asked, { token: unbound.accessToken })).status).toBe(200);
  });
});

describe("what is bound to no key", () => {
  test("is refused by the scheme DPoP, whatever it is", async () => {
    const [tenant, device] = [service.tenants[0], newDevice()];
    const token = await issue(service.call, tenant.secretKey);
    const answers = [
      await look(token, device),
      await ask(`GET ${path(token)}`, { access: tenant.secretKey, device }),
      await ask("POST /v1/tokens/refresh", { access: token.refreshToken, device }),
    ];
    expect(answers.map(verdict)).toEqual(answers.map(() => [401, "dpop-invalid", "authorization"]));
  });

  test("stays so through a refresh with a proof, and says so", async () => {
    const token = await issue(service.call, service.tenants[0].secretKey);
    const renewed = await renew(token.refreshToken, newDevice());
    expect([renewed.status, renewed.body.tokenType]).toEqual([200, "Bearer"]);
    expect((await get(service.call, renewed.body as TokenAnswer)).status).toBe(200);
  });
});

describe("a bound refresh token", () => {
  test("is of no use without a proof, or with one by another device, and the sign-in does not notice", async () => {
    const [mine, theirs] = [newDevice(), newDevice()];
    const token = await begun(mine);
    const another = await begun(theirs);
    expect(verdict(await renew(token.refreshToken))).toEqual([401, "dpop-missing"]);
    expect(verdict(await renew(token.refreshToken, theirs))).toEqual([401, "dpop-invalid"]);
    expect(verdict(await renew(another.refreshToken, mine))).toEqual([401, "dpop-invalid"]);
    expect(verdict(await renew(token.refreshToken, mine, { wish: { accessToken: token.refreshToken } }))[2]).toBe("ath");
    expect((await renew(token.refreshToken, mine)).status).toBe(200);
  });

  test("that was used before ends the sign-in for its own device alone", async () => {
    const [mine, theirs] = [newDevice(), newDevice()];
    const token = await begun(mine);
    const next = (await renew(token.refreshToken, mine)).body as TokenAnswer;
    service.clock.ms += 31_000;
    expect(verdict(await renew(token.refreshToken, theirs))).toEqual([401, "dpop-invalid"]);
    expect((await look(next, mine)).status).toBe(200);
    expect(problemOf(await renew(token.refreshToken, mine))).toBe("refresh-token-reused");
    expect(verdict(await look(next, mine))).toEqual([401, "sign-in-ended"]);
  });

  test("ends its own sign-in for whoever holds it, but no other one without its key", async () => {
    const device = newDevice();
    const token = await begun(device);
    const revoke = (body?: unknown) => ask("POST /v1/tokens/revoke", { bearer: token.refreshToken, body });
    expect(verdict(await revoke({ all: true }))).toEqual([401, "dpop-missing"]);
    expect((await look(token, device)).status).toBe(200);
    expect((await revoke()).status).toBe(204);
    expect(verdict(await look(token, device))).toEqual([401, "sign-in-ended"]);
  });
});

describe("a tenant that requires a key", () => {
  test("starts nothing for a browser without one; its server goes on as before", async () => {
    const [, tenant] = service.tenants;
    await service.rewriteTenant(tenant.tenantId, { tokens: { ...defaultSettings.tokens, requiresDpop: true } });
    const bearer = tenant.publishableKey;
    const refused = await start({ bearer });
    expect([verdict(refused), refused.headers["WWW-Authenticate"]]).toEqual([[401, "dpop-missing"], challenge]);
    expect(refused.headers).toMatchObject({ "Access-Control-Allow-Origin": testOrigin });
    expect((await start({ bearer, device: newDevice() })).body.tokenType).toBe("DPoP");
    expect((await issue(service.call, tenant.secretKey)).tokenType).toBe("Bearer");
  });
});

describe("a start", () => {
  test("with a proof that is wrong gives no unbound token instead", async () => {
    const options = { device: newDevice(), wish: { method: "GET" } };
    expect(verdict(await start(options))).toEqual([401, "dpop-invalid", "htm"]);
    expect(verdict(await start({ headers: { dpop: "x" } }))).toEqual([401, "dpop-invalid", "proof"]);
  });

  test("made under a key is repeated under that key alone", async () => {
    const device = newDevice();
    const body = { clientNonce: nonce(), startedAt: new Date(service.clock.ms).toISOString() };
    const first = await start({ device, body });
    const again = await start({ device, body });
    expect([again.status, again.body.conversationId]).toEqual([201, first.body.conversationId]);
    expect(verdict(await start({ body }))).toEqual([401, "dpop-missing"]);
    expect(verdict(await start({ device: newDevice(), body }))).toEqual([401, "dpop-invalid", "jwk"]);
  });
});
