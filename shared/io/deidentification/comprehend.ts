import * as z from "zod/mini";
import type { Detector } from "../../domain/dlp/detector.ts";
import { type Chunk, chunksOf } from "../../domain/dlp-comprehend/chunks.ts";
import { type Document, documentOf } from "../../domain/dlp-comprehend/document.ts";
import { type Answered, addFindings, type Findings } from "../../domain/dlp-comprehend/findings.ts";
import { foundDetector } from "../../domain/dlp-comprehend/found-detector.ts";
import type { Log } from "../../log.ts";
import { awsJsonClient } from "../aws/aws-json-client.ts";
import { circuitBreaker } from "../circuit-breaker.ts";

/** Asks about the texts of a value beforehand; what was found in them is what the detector finds. Never rejects. */
export type Comprehend = (tenantId: string, value: unknown) => Promise<Detector>;

export type ComprehendNeeds = {
  readonly region: string;
  readonly endpoints: { readonly comprehend?: string | undefined; readonly comprehendMedical?: string | undefined };
  readonly now: () => number;
  readonly log: Log;
  readonly budgetMs?: number;
};

/** What a lookup may take in all, of the two seconds that de-identification has. */
const defaultBudgetMs = 800;

/** Far below what the services take (20,000 and 100,000 bytes): the time of an answer grows with the text, and chunks are answered side by side. */
const limits = { maxBytes: 5000, overlap: 256 };
const breaking = { failures: 5, pauseMs: 30_000 };

/**
 * Amazon Comprehend Medical (DetectPHI) and Amazon Comprehend (DetectPiiEntities) as a further detector. Each chunk goes to
 * both, once, without retries; whatever is not answered in time leaves the local detectors' result as it is.
 */
export const comprehend = (needs: ComprehendNeeds): Comprehend => {
  const services = [
    serviceOf(needs, { name: "comprehendmedical", target: "ComprehendMedical_20181030.DetectPHI" }),
    serviceOf(needs, { name: "comprehend", target: "Comprehend_20171127.DetectPiiEntities", also: { LanguageCode: "en" } }),
  ];
  return async (tenantId, value) => {
    const document = documentOf(value);
    const signal = AbortSignal.timeout(needs.budgetMs ?? defaultBudgetMs);
    const answers = await Promise.all(services.map((service) => allAnswers(service, document, signal)));
    for (const { name, failures } of answers) note(needs.log, { name, failures, tenantId });
    return foundDetector(findingsOf(document, answers));
  };
};

type Service = { readonly name: string; readonly ask: (text: string, signal: AbortSignal) => Promise<Answered["entities"]> };

const serviceOf = (
  { region, endpoints, now }: ComprehendNeeds,
  { name, target, also }: { readonly name: "comprehend" | "comprehendmedical"; readonly target: string; readonly also?: object },
): Service => {
  const endpoint = name === "comprehend" ? endpoints.comprehend : endpoints.comprehendMedical;
  const client = awsJsonClient({ service: name, region, endpoint });
  const circuit = circuitBreaker({ ...breaking, now });
  return {
    name,
    ask: (Text, signal) => circuit.run(async () => entitiesOf(await client(target, { Text, ...also }, signal))),
  };
};

const answer = z.object({
  Entities: z.array(z.object({ BeginOffset: z.int(), EndOffset: z.int(), Type: z.string(), Score: z.number() })),
});

const entitiesOf = (body: unknown): Answered["entities"] =>
  answer.parse(body).Entities.map(({ BeginOffset, EndOffset, Type, Score }) => ({
    begin: BeginOffset,
    end: EndOffset,
    type: Type,
    score: Score,
  }));

type Answers = { readonly name: string; readonly answered: readonly Answered[]; readonly failures: readonly string[] };

const allAnswers = async ({ name, ask }: Service, { text }: Document, signal: AbortSignal): Promise<Answers> => {
  const chunks = chunksOf(text, limits);
  const settled = await Promise.allSettled(chunks.map((chunk) => answered(chunk, ask, signal)));
  return {
    name,
    answered: settled.flatMap((each) => (each.status === "fulfilled" ? [each.value] : [])),
    failures: settled.flatMap((each) => (each.status === "rejected" ? [nameOf(each.reason, signal)] : [])),
  };
};

const answered = async (chunk: Chunk, ask: Service["ask"], signal: AbortSignal): Promise<Answered> => ({
  chunk,
  entities: await ask(chunk.text, signal),
});

/** The code or name of a failure, never its message, which may quote the text. */
const nameOf = (failure: unknown, signal: AbortSignal): string => {
  const { code, name }: { readonly code?: unknown; readonly name?: unknown } = Object(failure);
  if (signal.aborted && name !== "CircuitOpen") return "TimeoutError";
  return typeof code === "string" ? code : String(name);
};

const findingsOf = ({ pieces }: Document, answers: readonly Answers[]): Findings => {
  const findings: Findings = new Map();
  for (const each of answers.flatMap((service) => service.answered)) addFindings(findings, pieces, each);
  return findings;
};

type Failed = { readonly name: string; readonly failures: readonly string[]; readonly tenantId: string };

const note = (log: Log, { name, failures, tenantId }: Failed): void => {
  if (failures.length === 0) return;
  log({ level: "warn", event: "comprehend.unavailable", reason: name, tenantId, causes: [...new Set(failures)] });
};
