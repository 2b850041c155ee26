import type { Tenant } from "../../domain/identity/tenant.ts";
import type { HeardTurn } from "../../domain/memory/memory-state.ts";
import type { Summary } from "../../domain/memory/summarise.ts";
import { verifyStatement } from "../../domain/memory/verify-statement.ts";
import { composeSummary } from "../../domain/memory-bedrock/compose-summary.ts";
import { knownTurns, modelRequest, type Statement } from "../../domain/memory-bedrock/model-request.ts";
import type { Ground } from "../../domain/memory-record/memory.ts";
import { causeNames, type Log } from "../../log.ts";
import type { BedrockWriter } from "./bedrock-writer.ts";

/** Whether a text of a model names somebody or something that de-identification would replace. */
export type NamesSomebody = (tenant: Tenant, text: string) => Promise<boolean>;

type Needs = { readonly write: BedrockWriter; readonly namesSomebody: NamesSomebody; readonly log: Log };

export type ModelLesson = {
  readonly tenant: Tenant;
  /** As our own engine has learned it. */
  readonly ground: Ground;
  readonly turns: readonly HeardTurn[];
  /** What our own engine would write of all, and of the safety facts alone. */
  readonly own: Summary;
  readonly safety: Summary;
};

/**
 * A summary by a model, of statements that hold against the turns they cite and name nobody; undefined where there is none of
 * them, for whatever reason: then our own engine's stands.
 */
export type ModelSummaries = (lesson: ModelLesson) => Promise<string | undefined>;

export const modelSummaries =
  (needs: Needs): ModelSummaries =>
  async (lesson) => {
    try {
      const verified = await verifiedStatements(needs, lesson);
      if (verified.length === 0) return undefined;
      const { own, safety, tenant } = lesson;
      return composeSummary({ safety: safety.sentences, own: own.sentences, verified }, tenant.memory.summaryLength);
    } catch (failure) {
      const { tenantId } = lesson.tenant;
      needs.log({ level: "warn", event: "summary.fallback", tenantId, causes: causeNames(failure) });
      return undefined;
    }
  };

const verifiedStatements = async ({ write, namesSomebody }: Needs, lesson: ModelLesson): Promise<readonly Statement[]> => {
  const { tenant, ground, turns } = lesson;
  const request = modelRequest(ground.state, turns, { maxLength: tenant.memory.summaryLength });
  if (request === undefined) throw new RangeError("too long for the model");
  const heard = heardOf(turns, ground);
  const grounded = (await write(request)).filter((statement) => verifyStatement(statement, heard).length === 0);
  const named = await Promise.all(grounded.map(({ text }) => namesSomebody(tenant, text)));
  return grounded.filter((_, index) => named[index] === false);
};

/** The turns in full where they are still there, else what the ledger has of them. */
const heardOf = (turns: readonly HeardTurn[], { state }: Ground): readonly HeardTurn[] => {
  const present = new Set(turns.map(({ turn }) => turn));
  return [...knownTurns(state).filter(({ turn }) => !present.has(turn)), ...turns];
};
