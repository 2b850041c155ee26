import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { emptyMemory, type Fact } from "../../shared/domain/memory/memory-state.ts";
import { withSubjectFacts } from "../../shared/domain/memory-record/subject-facts.ts";
import { clear, issue, save } from "../conversation-steps.ts";
import { type Service, startService } from "../service.ts";
import { context, summarize } from "../summary-steps.ts";

let service: Service;
let count = 0;

beforeAll(async () => {
  service = await startService();
  const memory = { summarizer: "embedded", summaryLength: 500, acrossConversations: true } as const;
  await service.rewriteTenant(service.tenants[0].tenantId, { memory });
});
afterAll(() => service.stop());

/** A conversation of a subject, summarised. */
const conversation = async (subject: string, text: string, tenant = service.tenants[0]): Promise<TokenAnswer> => {
  count += 1;
  const startedAt = new Date(service.clock.ms - count * 1000).toISOString();
  const token = await issue(service.call, tenant.secretKey, { subject, startedAt });
  await save(service.call, token, [1, text]);
  await summarize(service.call, token);
  return token;
};

const promptFor = async (token: TokenAnswer): Promise<string> => JSON.stringify((await context(service.call, token)).body.prompt);

test("a context tells what the subject said elsewhere, until that is cleared, and what nobody else said", async () => {
  const other = await conversation("patient 1", "I am allergic to penicillin.");
  await conversation("patient 2", "I am allergic to latex.");
  const asking = await conversation("patient 1", "I slept well.");
  const prompt = await promptFor(asking);
  expect(prompt).toContain("penicillin");
  expect(prompt).not.toContain("latex");
  await clear(service.call, other);
  expect(await promptFor(asking)).not.toContain("penicillin");
});

test("a tenant that did not ask for it gets the conversation alone", async () => {
  const [, south] = service.tenants;
  await conversation("patient 1", "I am allergic to penicillin.", south);
  expect(await promptFor(await conversation("patient 1", "I slept well.", south))).not.toContain("penicillin");
});

const derived = { turns: [4], source: "subject", trust: 3 } as const;
const allergy = (name: string): Fact => ({ ...derived, kind: "allergy", name, polarity: "affirmed" });
const drug = (name: string, more: object = {}): Fact => ({ ...derived, kind: "medication", name, validFrom: 4, ...more }) as Fact;
const ground = (...facts: Fact[]) => ({ state: { ...emptyMemory, facts }, distrusted: [] });

test("facts are carried without their turns, once, and not against the conversation's own word", () => {
  const own = ground(drug("Metformin", { dose: "850", unit: "mg" }));
  const others = [
    ground(allergy("latex"), drug("metformin", { dose: "500", unit: "mg" })),
    ground(allergy("Latex"), drug("aspirin")),
  ];
  expect(withSubjectFacts(own, others).state.facts).toEqual([
    { ...allergy("latex"), turns: [0] },
    { ...drug("aspirin"), turns: [0], validFrom: 0 },
    ...own.state.facts,
  ]);
});

test("what is over, has a placeholder or is of another kind stays where it was said", () => {
  const others = [
    ground(
      drug("lisinopril", { validTo: 6 }),
      { ...derived, kind: "preference", what: "calls by [NAME_1]", polarity: "affirmed" },
      { ...derived, kind: "person", name: "[NAME_2]" },
      { ...derived, kind: "number", value: "7", what: "pain" },
    ),
  ];
  expect(withSubjectFacts(ground(), others).state.facts).toEqual([]);
});
