import { beforeAll, expect, test } from "@jest/globals";
import {
  environmentOf,
  functionKey,
  type PackagedTemplate,
  packageStage,
  type Resource,
  roleIdOf,
  statementsOf,
} from "./packaged-template.ts";

const savesText = ["action-dispatch", "conversation-append", "conversation-save"];

let template: PackagedTemplate;
let lambdas: Resource[];

beforeAll(async () => {
  template = await packageStage("dev");
  lambdas = template.ofType("AWS::Lambda::Function");
}, 60_000);

const statementsFor = (key: string) => {
  const roleIds = lambdas.filter((each) => functionKey(each) === key).map(roleIdOf);
  return template
    .ofType("AWS::IAM::Role")
    .filter((role) => roleIds.includes(role.id))
    .flatMap(statementsOf);
};

const missing = (): never => {
  throw new Error("there is no such function");
};

test("lets saves and the sweep, and nobody else, start the function that summarises, and nothing else", () => {
  const rightsOf = (key: string) => statementsFor(key).filter(({ Action }) => JSON.stringify(Action).includes("lambda:"));
  const starters = lambdas.map(functionKey).filter((key) => rightsOf(key).length > 0);
  expect(starters.sort()).toEqual([...savesText, "summary-sweep"].sort());
  const summarizer = lambdas.find((lambda) => functionKey(lambda) === "conversation-summarize");
  for (const { Action, Resource: granted } of starters.flatMap(rightsOf)) {
    expect([Action, granted]).toEqual([["lambda:InvokeFunction"], { "Fn::GetAtt": [summarizer?.id, "Arn"] }]);
  }
  expect(environmentOf(summarizer ?? missing()).SUMMARIZE_FUNCTION).toBe(summarizer?.properties.FunctionName);
});

test("tries a failed summary twice more and then keeps its errand, encrypted, for two weeks", () => {
  const [queue] = template.ofType("AWS::SQS::Queue");
  expect(queue?.properties).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 14 * 86_400 });
  const [runs] = template.ofType("AWS::Lambda::EventInvokeConfig");
  const summarizer = lambdas.find((lambda) => functionKey(lambda) === "conversation-summarize");
  expect(runs?.properties).toMatchObject({
    FunctionName: { Ref: summarizer?.id },
    MaximumRetryAttempts: 2,
    DestinationConfig: { OnFailure: { Destination: { "Fn::GetAtt": [queue?.id, "Arn"] } } },
  });
  const senders = lambdas.map(functionKey).filter((key) => JSON.stringify(statementsFor(key)).includes("sqs:"));
  expect(senders).toEqual(["conversation-summarize"]);
});

test("lets only the functions that summarise ask Bedrock, and on a stage where it is off for no model there is", () => {
  const asking = lambdas
    .map(functionKey)
    .flatMap((key) => statementsFor(key).map((statement) => ({ key, statement })))
    .filter(({ statement }) => JSON.stringify(statement.Action).includes("bedrock:"));
  expect([...new Set(asking.map(({ key }) => key))].sort()).toEqual(["conversation-summarize", "summary-create"]);
  for (const { statement } of asking) {
    for (const granted of [statement.Resource].flat())
      expect(JSON.stringify(granted)).toMatch(/(?:profile|model|guardrail)\/off"/);
  }
});

test("sweeps every two minutes", () => {
  const rules = template.ofType("AWS::Events::Rule");
  expect(rules.map(({ properties }) => [properties.ScheduleExpression, properties.State])).toEqual([
    ["rate(2 minutes)", "ENABLED"],
  ]);
  expect(JSON.stringify(rules[0]?.properties.Targets)).toContain("SummaryDashsweepLambdaFunction");
});
