import { bareNeeds } from "../shared/live-ports.ts";
import { type PublicPorts, publicEndpoint } from "../shared/middleware/public-endpoint.ts";
import { Problem } from "../shared/problem.ts";

/** Every address that is no route: the 404 problem, in the shape of all others. */
export const createHandler = (needs: PublicPorts) =>
  publicEndpoint("route.fallback", needs, () => {
    throw new Problem("not-found");
  });

export const handler = createHandler(bareNeeds());
