/** Settings of the clients for KMS and Secrets Manager: three attempts, short time limits. */
export const clientSettings = (endpoint: string | undefined) => ({
  ...(endpoint === undefined ? {} : { endpoint }),
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
});

/** What follows when key material cannot be had. */
export const noKeys = { code: "keys-unavailable", retryAfterSeconds: 5 } as const;
