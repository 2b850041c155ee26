import type { Caller } from "../domain/identity/caller.ts";
import { type DpopProof, verifyDpopProof } from "../domain/identity-dpop/dpop-proof.ts";
import { unproven } from "../problem.ts";
import { type ApiEvent, headerOf, type Presented } from "./chain-state.ts";

/** Who presents which credential; `boundTo`: the thumbprint in an access token that is bound to a key. */
export type Presenter = { readonly caller: Caller; readonly presented: Presented; readonly boundTo: string | undefined };

export type PossessionPorts = { readonly now: () => number; readonly issuer: string };

/**
 * The proof that comes with a credential (RFC 9449). A bound access token needs one, by its key and for itself, and the scheme
 * `DPoP`; with a key or a refresh token it is the caller's choice here, and judged by what the call is about. 401 for a proof that is
 * not good, so that nobody is given less than was asked for.
 */
export const possessionOf = (event: ApiEvent, presenter: Presenter, ports: PossessionPorts): DpopProof | undefined => {
  const { caller, presented, boundTo } = presenter;
  const isBound = boundTo !== undefined;
  if (!isBound && presented.scheme === "dpop") throw unproven("dpop-invalid", "authorization");
  if (caller.kind === "access-token" && !isBound) return undefined;
  const header = presented.scheme === "bearer" && isBound ? undefined : headerOf(event, "dpop");
  if (header !== undefined) return verified(event, header, { presenter, ports });
  if (isBound) throw unproven("dpop-missing");
  return undefined;
};

const verified = (
  event: ApiEvent,
  header: string,
  { presenter, ports }: { readonly presenter: Presenter; readonly ports: PossessionPorts },
): DpopProof => {
  const { boundTo, presented } = presenter;
  const proof = verifyDpopProof(header, {
    method: event.requestContext.http.method,
    address: addressOf(event, ports.issuer),
    accessToken: boundTo && presented.credential,
    nowMs: ports.now(),
  });
  if (typeof proof === "string") throw unproven("dpop-invalid", proof);
  if (boundTo !== undefined && proof.thumbprint !== boundTo) throw unproven("dpop-invalid", "jwk");
  return proof;
};

/**
 * Where the call came to, by the gateway's own word: the domain it answered under and the path, under the scheme of this stage. Never
 * by the forwarded headers, which are anybody's word; a name reaches the event only if it is one of this API's.
 */
const addressOf = ({ requestContext }: ApiEvent, issuer: string): string =>
  `${issuer.startsWith("https:") ? "https" : "http"}://${requestContext.domainName}${requestContext.http.path}`;
