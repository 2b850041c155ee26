/** What is used of Secrets Manager. Loaded on first use; naming it here keeps the rest of the client out of every bundle. */
export { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
