import { ConditionalCheckFailedException, type DynamoDBClient, paginateQuery, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Head } from "../../domain/conversation/head.ts";
import { isKept } from "../../domain/conversation-forgetting/hold.ts";
import { type Item, number, text } from "../attributes.ts";
import { keeping, letting } from "../conversation-items/time-to-live.ts";
import { stored } from "../dynamo.ts";
import { checkTime, type Deadline } from "../forgetting/deadline.ts";
import { conversationKey, sortKeys, type Tables } from "../keys.ts";
import { subjectRowKey } from "../sign-ins/subject-index.ts";

export type RetagNeeds = {
  readonly dynamo: DynamoDBClient;
  readonly tables: Tables;
  readonly now: () => number;
  readonly elapsedMs: () => number;
};

type At = Deadline & { readonly turnSeconds: number };
type Place = { readonly table: string; readonly key: Item };

const updatesAtOnce = 16;

/**
 * Makes the time to live of everything beside a head fit it: none while a hold keeps it, its own again afterwards. Marks of appends
 * hold no content and expire as ever. Run again it does what is left.
 */
export const retag = async (needs: RetagNeeds, head: Head, at: At): Promise<void> => {
  const places = (await placesOf(needs, head, at)).values();
  const change = isKept(head) ? keeping : letting;
  const values = isKept(head) ? { ExpressionAttributeValues: { ":now": nowOf(needs) } } : {};
  const work = async () => {
    for (const { table, key } of places) {
      checkTime(needs, at);
      const update = new UpdateItemCommand({ TableName: table, Key: key, ...change, ...values });
      await stored(() => needs.dynamo.send(update)).catch(unlessItFits);
    }
  };
  await Promise.all(Array.from({ length: updatesAtOnce }, work));
};

const nowOf = ({ now }: RetagNeeds) => number(Math.floor(now() / 1000));

/** An item that has expired meanwhile, was deleted, or fits already. */
const unlessItFits = (failure: unknown): void => {
  if (!(failure instanceof ConditionalCheckFailedException)) throw failure;
};

const placesOf = async (needs: RetagNeeds, head: Head, at: At): Promise<readonly Place[]> => {
  const { tables } = needs;
  const [turns, beside] = await Promise.all([
    keysThatDoNotFit(needs, { table: tables.messages, head, at }),
    keysThatDoNotFit(needs, { table: tables.summaries, head, at }),
  ]);
  const own = beside.filter((key) => key.sk?.S !== sortKeys.head && !key.sk?.S?.startsWith("WRITE#"));
  return [
    { table: tables.keys, key: { pk: text(conversationKey(head)) } },
    { table: tables.summaries, key: subjectRowKey(head) },
    ...own.map((key) => ({ table: tables.summaries, key })),
    ...turns.map((key) => ({ table: tables.messages, key })),
  ];
};

type Looking = { readonly table: string; readonly head: Head; readonly at: At };

const keysThatDoNotFit = (needs: RetagNeeds, looking: Looking): Promise<readonly Item[]> =>
  stored(async () => {
    const query = {
      TableName: looking.table,
      KeyConditionExpression: "pk = :pk",
      ProjectionExpression: "pk, sk",
      ConsistentRead: true,
      ...(isKept(looking.head) ? mortalIn(needs, looking) : keptIn(looking)),
    };
    const keys: Item[] = [];
    for await (const page of paginateQuery({ client: needs.dynamo }, query)) keys.push(...(page.Items ?? []));
    return keys;
  });

const keptIn = ({ head }: Looking) => ({
  FilterExpression: "attribute_exists(keptEnds)",
  ExpressionAttributeValues: { ":pk": text(conversationKey(head)) },
});

/** A turn that is hidden already, because its tenant's retention became shorter, does not come back by a hold. */
const mortalIn = (needs: RetagNeeds, { table, head, at }: Looking) => {
  const values = { ":pk": text(conversationKey(head)), ":now": nowOf(needs) };
  if (table !== needs.tables.messages) return { FilterExpression: "expiresAt > :now", ExpressionAttributeValues: values };
  return {
    FilterExpression: "expiresAt > :now AND #at > :oldest",
    ExpressionAttributeValues: { ...values, ":oldest": number(needs.now() - at.turnSeconds * 1000) },
    ExpressionAttributeNames: { "#at": "at" },
  };
};
