import type { DemoTenant } from "./demo-tenants.ts";

/** What programs read in `<data>/demo.json`. */
export type Demo = {
  readonly baseUrl: string;
  readonly webUrl: string;
  readonly operatorKey: string;
  readonly tenants: readonly DemoTenant[];
};

/** What a person sees once everything answers. */
export const banner = ({ baseUrl, webUrl, operatorKey, tenants }: Demo, dataDir: string): string =>
  [
    "",
    "  Picasso Context is ready.",
    "",
    `  page   ${webUrl}`,
    `  API    ${baseUrl}`,
    `  alive  ${baseUrl}/v1/health`,
    `  data   ${dataDir}  (demo.json, service.log)`,
    "",
    ...tenants.flatMap(({ tenantId, secretKey, publishableKey }) => [
      `  ${tenantId}`,
      `    secret       ${secretKey}`,
      `    publishable  ${publishableKey}`,
    ]),
    "",
    `  operator       ${operatorKey}`,
    "",
    "  Try it:",
    "",
    `  curl -s ${baseUrl}/v1/tokens \\`,
    `    -H 'Authorization: Bearer ${tenants[0]?.secretKey}' \\`,
    `    -H 'Content-Type: application/json' -d '{"subject":"patient-1"}'`,
    "",
    "  Ctrl-C stops everything.",
    "",
  ].join("\n");
