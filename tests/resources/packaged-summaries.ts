import { expect, test } from "@jest/globals";
import { environmentOf, functionKey, type PackagedTemplate, roleIdOf, statementsOf } from "./packaged-template.ts";

const savesText = ["action-dispatch", "conversation-append", "conversation-save"];

const missing = (): never => {
  throw new Error("there is no such function");
};

/** What a packaged stage must hold for summaries: part of packaged-template.test.ts, since one packaging at a time can run in a folder. */
export const testSummaries = (packaged: () => PackagedTemplate): void => {
  const lambdas = () => packaged().ofType("AWS::Lambda::Function");
  const statementsFor = (key: string) => {
    const roleIds = lambdas()
      .filter((each) => functionKey(each) === key)
      .map(roleIdOf);
    return packaged()
      .ofType("AWS::IAM::Role")
      .filter((role) => roleIds.includes(role.id))
      .flatMap(statementsOf);
  };

  test("lets saves and the sweep, and nobody else, start the function that summarises, and nothing else", () => {
    const rightsOf = (key: string) => statementsFor(key).filter(({ Action }) => JSON.stringify(Action).includes("lambda:"));
    const starters = lambdas()
      .map(functionKey)
      .filter((key) => rightsOf(key).length > 0);
    expect(starters.sort()).toEqual([...savesText, "summary-sweep"].sort());
    const summarizer = lambdas().find((lambda) => functionKey(lambda) === "conversation-summarize");
    for (const { Action, Resource: granted } of starters.flatMap(rightsOf)) {
      expect([Action, granted]).toEqual([["lambda:InvokeFunction"], { "Fn::GetAtt": [summarizer?.id, "Arn"] }]);
    }
    expect(environmentOf(summarizer ?? missing()).SUMMARIZE_FUNCTION).toBe(summarizer?.properties.FunctionName);
  });

  test("tries a failed summary twice more and then keeps its errand, encrypted, for two weeks", () => {
    const [queue] = packaged().ofType("AWS::SQS::Queue");
    expect(queue?.properties).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 14 * 86_400 });
    const [runs] = packaged().ofType("AWS::Lambda::EventInvokeConfig");
    const summarizer = lambdas().find((lambda) => functionKey(lambda) === "conversation-summarize");
    expect(runs?.properties).toMatchObject({
      FunctionName: { Ref: summarizer?.id },
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: { "Fn::GetAtt": [queue?.id, "Arn"] } } },
    });
    const senders = lambdas()
      .map(functionKey)
      .filter((key) => JSON.stringify(statementsFor(key)).includes("sqs:"));
    expect(senders).toEqual(["conversation-summarize"]);
  });

  test("lets only the functions that summarise ask Bedrock, and on a stage where it is off for no model there is", () => {
    const asking = lambdas()
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
    const rules = packaged()
      .ofType("AWS::Events::Rule")
      .filter(({ properties }) => JSON.stringify(properties.Targets).includes("SummaryDashsweepLambdaFunction"));
    expect(rules.map(({ properties }) => [properties.ScheduleExpression, properties.State])).toEqual([
      ["rate(2 minutes)", "ENABLED"],
    ]);
  });
};
