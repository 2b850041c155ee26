import { barePorts } from "../shared/bare-ports.ts";
import { empty } from "../shared/http.ts";
import { headerOf } from "../shared/middleware/chain-state.ts";
import { preflightHeaders } from "../shared/middleware/cors-headers.ts";
import { type PublicPorts, publicEndpoint } from "../shared/middleware/public-endpoint.ts";
import { Problem } from "../shared/problem.ts";

const originForm = /^https?:\/\/[a-z0-9.-]{1,253}(:\d{1,5})?$/;

/** OPTIONS on every path: the answer to a browser's preflight. */
export const createHandler = (needs: PublicPorts) =>
  publicEndpoint("cors.preflight", needs, (event) => {
    const origin = headerOf(event, "origin") ?? "";
    if (!originForm.test(origin)) throw new Problem("origin-not-allowed");
    return empty(204, preflightHeaders(origin));
  });

export const handler = createHandler(barePorts());
