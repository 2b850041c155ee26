/** What is used of KMS to sign. Loaded on first use; naming it here keeps the rest of the client out of every bundle. */
export { DescribeKeyCommand, GetPublicKeyCommand, KMSClient, SignCommand } from "@aws-sdk/client-kms";
