import { conversationEraser } from "./io/forgetting/conversation-eraser.ts";
import { type Exporter, exporter } from "./io/forgetting/exporter.ts";
import { type SubjectEraser, subjectEraser } from "./io/forgetting/subject-eraser.ts";
import { type HoldStore, holdStore } from "./io/holds/hold-store.ts";
import { conversationParts, type LivePorts } from "./live-ports.ts";

/** Erasing and handing over all that is held of a subject, and legal holds. */
export type Forgetting = SubjectEraser & Exporter & { readonly holds: HoldStore };

/** The same behind the ports of a stage. */
export const forgettingStore = (ports: LivePorts): Forgetting => {
  const parts = conversationParts(ports);
  return { ...subjectEraser({ ...parts, eraser: conversationEraser(parts) }), ...exporter(parts), holds: holdStore(parts) };
};
