import document from "../docs/api/openapi.json" with { type: "json" };
import { barePorts } from "../shared/bare-ports.ts";
import { json } from "../shared/http.ts";
import { type PublicPorts, publicEndpoint } from "../shared/middleware/public-endpoint.ts";

/** GET /v1/openapi.json: the OpenAPI 3.1 document of this interface, as `npm run openapi` wrote it. */
export const createHandler = (needs: PublicPorts) => publicEndpoint("openapi.get", needs, () => json(200, document));

export const handler = createHandler(barePorts());
