import { type OperatorKeys, operatorKeys } from "./io/tenants/operator-keys.ts";
import type { LivePorts } from "./live-ports.ts";

/** The operators' keys behind the ports of a stage; `actorId` names in the ledger what changes them. */
export const operatorKeysOf = (ports: LivePorts, actorId: string): OperatorKeys =>
  operatorKeys({ ...ports, hashKey: () => ports.purposeKey("api-key"), actorId });
