import { loadConfig } from "../shared/config.ts";
import { json } from "../shared/http.ts";
import { type LivePorts, livePorts } from "../shared/live-ports.ts";
import { publicEndpoint } from "../shared/middleware/public-endpoint.ts";

/** GET /v1/audit/keys: the public keys that checkpoints and receipts are verified with. */
export const createHandler = (needs: LivePorts) =>
  publicEndpoint("audit.key-list", needs, async () => json(200, { keys: (await needs.statementKeys()).published }));

export const handler = createHandler(livePorts(loadConfig()));
