import { loadConfig } from "../shared/config.ts";
import { eventPageQuery } from "../shared/contract/audit/audit.ts";
import { eventCursor, placeOfCursor } from "../shared/domain/ledger/event-cursor.ts";
import { json } from "../shared/http.ts";
import { type LedgerReading, ledgerReading } from "../shared/live-ledger.ts";
import { type LivePorts, livePorts } from "../shared/live-ports.ts";
import { ledgerEndpoint } from "../shared/middleware/ledger-endpoint.ts";

type Needs = LivePorts & { readonly ledgers: Pick<LedgerReading, "events"> };

const dayMs = 24 * 3600_000;

/** GET /v1/audit/events: the records of a ledger by time, filtered, a page at a time. */
export const createHandler = (needs: Needs) =>
  ledgerEndpoint("audit.event-list", needs, async ({ tenantId, query }) => {
    const { cursor, limit, from, to, tenantId: _, ...filters } = query(eventPageQuery);
    const scope = { key: await needs.purposeKey("cursor"), tenantId, filters: { ...filters, from, to } };
    const after = cursor === undefined ? undefined : placeOfCursor(scope, cursor);
    const toMs = msOf(to) ?? needs.now();
    const fromMs = msOf(from) ?? after?.atMs ?? toMs - dayMs;
    const { records, next } = await needs.ledgers.events({ tenantId, fromMs, toMs, after, limit, ...filters });
    return json(200, {
      events: records.map(({ key, record }) => ({ key, record: JSON.parse(record) })),
      nextCursor: next === undefined ? null : eventCursor(scope, next),
    });
  });

const msOf = (time: string | undefined): number | undefined => (time === undefined ? undefined : Date.parse(time));

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, ledgers: ledgerReading(ports) });
