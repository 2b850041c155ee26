import { fromEnv } from "@aws-sdk/credential-provider-env";

/** Stands in for the SDK's chain of credential sources: a Lambda function has its own in the environment and looks nowhere else. */
export const defaultProvider = () => fromEnv();
