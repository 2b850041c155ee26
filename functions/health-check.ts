import { barePorts } from "../shared/bare-ports.ts";
import { json } from "../shared/http.ts";
import { type PublicPorts, publicEndpoint } from "../shared/middleware/public-endpoint.ts";

/** GET /v1/health: says that this Lambda runs, and nothing else. What works is asked of /v1/health/ready. */
export const createHandler = (needs: PublicPorts) => publicEndpoint("health.check", needs, () => json(200, { status: "pass" }));

export const handler = createHandler(barePorts());
