/** What is used of KMS. Loaded on first use; naming it here keeps the rest of the client out of every bundle. */
export { DecryptCommand, GenerateDataKeyCommand, KMSClient, ReEncryptCommand } from "@aws-sdk/client-kms";
