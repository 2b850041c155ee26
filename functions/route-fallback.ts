import { barePorts } from "../shared/bare-ports.ts";
import { notFoundEndpoint, type PublicPorts } from "../shared/middleware/public-endpoint.ts";

/** Every address that is no route: the 404 problem, in the shape of all others. */
export const createHandler = (needs: PublicPorts) => notFoundEndpoint(needs);

export const handler = createHandler(barePorts());
