import { auditOperations } from "./audit/audit-operations.ts";
import { conversationOperations } from "./conversation-operations.ts";
import { forgettingOperations } from "./forgetting/forgetting-operations.ts";
import { vaultOperations } from "./forgetting/vault-operations.ts";
import { summaryOperations } from "./memory/summary-operations.ts";
import type { Operation } from "./operation.ts";
import { serviceOperations } from "./service-operations.ts";
import { sessionOperations } from "./session-operations.ts";
import { tenantOperations } from "./tenant-operations.ts";
import { tokenOperations } from "./token-operations.ts";

/**
 * Every call of the service, once: docs/api/ is written from this table. For scripts, tests and types only; a function that
 * imported it would carry all of its texts into its bundle.
 */
export const operations: readonly Operation[] = [
  ...tokenOperations,
  ...conversationOperations,
  ...summaryOperations,
  ...forgettingOperations,
  ...vaultOperations,
  ...tenantOperations,
  ...sessionOperations,
  ...auditOperations,
  ...serviceOperations,
];
