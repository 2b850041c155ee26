import document from "../docs/api/openapi.json" with { type: "json" };
import { json } from "../shared/http.ts";
import { bareNeeds } from "../shared/live-ports.ts";
import { type PublicPorts, publicEndpoint } from "../shared/middleware/public-endpoint.ts";

/** GET /v1/openapi.json: the OpenAPI 3.1 document of this interface, as `npm run openapi` wrote it. */
export const createHandler = (needs: PublicPorts) => publicEndpoint("openapi.get", needs, () => json(200, document));

export const handler = createHandler(bareNeeds());
