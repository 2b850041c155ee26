import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** Credentials that no AWS account knows, so that nothing started here can reach one. */
export const dummyCredentials = {
  AWS_ACCESS_KEY_ID: "local",
  AWS_SECRET_ACCESS_KEY: "local",
  AWS_REGION: "us-east-1",
} as const;

/** A client of the emulator. */
export const localDynamo = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    region: dummyCredentials.AWS_REGION,
    credentials: { accessKeyId: dummyCredentials.AWS_ACCESS_KEY_ID, secretAccessKey: dummyCredentials.AWS_SECRET_ACCESS_KEY },
  });
