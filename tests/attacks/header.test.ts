import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { issue, problemOf, said } from "../conversation-steps.ts";
import type { CallOptions } from "../gateway.ts";
import { type Service, startService } from "../service.ts";
import { watchSinks } from "./sinks.ts";

let service: Service;
let good: TokenAnswer;
let sinks: ReturnType<typeof watchSinks>;
beforeAll(async () => {
  service = await startService();
  good = await issue(service.call, service.tenants[0].secretKey);
  sinks = watchSinks(service);
});
afterAll(() => service.stop());

const path = () => `/v1/conversations/${good.conversationId}`;
const inHeader = (authorization: (token: string) => string) => (token: string) => ({
  route: `GET ${path()}`,
  options: { headers: { authorization: authorization(token) } },
});
const inHeaders = (headers: (token: string) => Readonly<Record<string, string>>) => (token: string) => ({
  route: `GET ${path()}`,
  options: { headers: headers(token) },
});
const elsewhere =
  (route: (token: string) => string, options: (token: string) => CallOptions = () => ({})) =>
  (token: string) => ({
    route: route(token),
    options: options(token),
  });

/** Good tokens in places and forms that are not ours. Two values of one header reach a function joined by a comma. */
const smuggled: Readonly<Record<string, (token: string) => { readonly route: string; readonly options: CallOptions }>> = {
  "two values, the good one first": inHeader((token) => `Bearer ${token},Bearer x`),
  "two values, the good one last": inHeader((token) => `Bearer x,Bearer ${token}`),
  "two values with a space": inHeader((token) => `Bearer ${token}, Bearer ${token}`),
  "two tokens under one scheme": inHeader((token) => `Bearer ${token},${token}`),
  "two tokens and a space": inHeader((token) => `Bearer ${token} ${token}`),
  "two schemes": inHeader((token) => `Basic eDp5, Bearer ${token}`),
  "the scheme twice": inHeader((token) => `Bearer Bearer ${token}`),
  "no scheme": inHeader((token) => token),
  "no space": inHeader((token) => `Bearer${token}`),
  "a tab": inHeader((token) => `Bearer\t${token}`),
  "two spaces": inHeader((token) => `Bearer  ${token}`),
  "a space in front": inHeader((token) => ` Bearer ${token}`),
  "a space behind": inHeader((token) => `Bearer ${token} `),
  "a line break behind": inHeader((token) => `Bearer ${token}\n`),
  "a header behind": inHeader((token) => `Bearer ${token}\r\nX-Admin: 1`),
  "a zero byte behind": inHeader((token) => `Bearer ${token}\u0000`),
  "a no-break space": inHeader((token) => `Bearer\u00a0${token}`),
  quotes: inHeader((token) => `Bearer "${token}"`),
  "a parameter": inHeader((token) => `Bearer token=${token}`),
  "a parameter behind": inHeader((token) => `Bearer ${token};admin=1`),
  "percent encoding": inHeader((token) => `Bearer ${token.replace(".", "%2e")}`),
  "a lookalike scheme": inHeader((token) => `B\u0435arer ${token}`),
  "scheme Basic": inHeader((token) => `Basic ${Buffer.from(`x:${token}`).toString("base64")}`),
  "scheme Digest": inHeader((token) => `Digest ${token}`),
  "scheme Token": inHeader((token) => `Token ${token}`),
  "scheme JWT": inHeader((token) => `JWT ${token}`),
  "scheme MAC": inHeader((token) => `MAC ${token}`),
  "scheme DPoP without a proof": inHeader((token) => `DPoP ${token}`),
  "scheme Negotiate": inHeader((token) => `Negotiate ${token}`),
  "an empty header": inHeader(() => ""),
  "a scheme alone": inHeader(() => "Bearer"),
  "a scheme and a space": inHeader(() => "Bearer "),
  "upper-case name": inHeaders((token) => ({ Authorization: `Bearer ${token}` })),
  "a name with a space": inHeaders((token) => ({ "authorization ": `Bearer ${token}` })),
  "proxy-authorization": inHeaders((token) => ({ "proxy-authorization": `Bearer ${token}` })),
  "x-authorization": inHeaders((token) => ({ "x-authorization": `Bearer ${token}` })),
  "x-forwarded-authorization": inHeaders((token) => ({ "x-forwarded-authorization": `Bearer ${token}` })),
  "x-api-key": inHeaders((token) => ({ "x-api-key": token })),
  "x-access-token": inHeaders((token) => ({ "x-access-token": token })),
  "x-amz-security-token": inHeaders((token) => ({ "x-amz-security-token": token })),
  "x-amzn-remapped-authorization": inHeaders((token) => ({ "x-amzn-remapped-authorization": `Bearer ${token}` })),
  "a cookie": inHeaders((token) => ({ cookie: `access_token=${token}; token=${token}; Authorization=Bearer ${token}` })),
  "sec-websocket-protocol": inHeaders((token) => ({ "sec-websocket-protocol": `bearer, ${token}` })),
  "query access_token": elsewhere((token) => `GET ${path()}?access_token=${token}`),
  "query token": elsewhere((token) => `GET ${path()}?token=${token}`),
  "query authorization": elsewhere((token) => `GET ${path()}?authorization=${encodeURIComponent(`Bearer ${token}`)}`),
  "the query of the old calls": elsewhere((token) => `GET /?action=conversation&operation=get&token=${token}`),
  "a form body": elsewhere(
    () => "POST /v1/tokens/refresh",
    (token) => ({ rawBody: `access_token=${token}`, headers: { "content-type": "application/x-www-form-urlencoded" } }),
  ),
  "a JSON body": elsewhere(
    () => "POST /v1/tokens/refresh",
    (token) => ({ body: { refreshToken: token, access_token: token, authorization: `Bearer ${token}` } }),
  ),
  "the body of a save": elsewhere(
    () => `PUT ${path()}/turns/1`,
    (token) => ({ body: { ...said("x"), access_token: token } }),
  ),
};

const kinds = ["access", "refresh"] as const;
const cases = kinds.flatMap((kind) => Object.keys(smuggled).map((name) => [kind, name] as const));

test.each(cases)("a good %s token is not taken from: %s", async (kind, name) => {
  const token = kind === "access" ? good.accessToken : good.refreshToken;
  const made = smuggled[name]?.(token);
  const answer = await service.call(made?.route ?? "", { ...made?.options, sourceIp: `203.0.113.${cases.length % 250}` });
  sinks.look(token, answer);
  expect([answer.status, problemOf(answer)]).toEqual([401, "invalid-credential"]);
});

test.each(["Bearer", "bearer", "BEARER", "bEaReR"])("a good token is taken under the scheme %s", async (scheme) => {
  const headers = { authorization: `${scheme} ${good.accessToken}` };
  expect((await service.call(`GET ${path()}`, { headers })).status).toBe(200);
});

test("and none of them is in any refusal, log line, metric or ledger record", async () => {
  expect(cases.length).toBeGreaterThanOrEqual(90);
  expect(await sinks.leaks()).toEqual([]);
});
