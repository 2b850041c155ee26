import { ScanCommand } from "@aws-sdk/client-dynamodb";
import type { Answer } from "../gateway.ts";
import type { Service } from "../service.ts";

const longEnough = 20;

/** The parts of a credential that would help whoever found them: not the ids in a refresh token, and not zeros, which stand in every first record. */
const secretPartsOf = (credential: string): readonly string[] =>
  credential.split(/[.\s]/).filter((part) => part.length >= longEnough && !/^(cv_|rt_|A+$)/.test(part));

/** Where a credential could leak to: answers, log lines (metrics are in them) and, at the end, the ledger. */
export const watchSinks = (service: Service) => {
  const presented = new Set<string>();
  const leaked: string[] = [];
  let read = service.logged.length;
  return {
    /** Looks at a refusal of this credential and at all that was logged since. */
    look: (credential: string, answer: Answer): void => {
      const parts = secretPartsOf(credential);
      const answered = answer.status < 400 ? "" : answer.text + JSON.stringify(answer.headers);
      const seen = answered + service.logged.slice(read).join("");
      read = service.logged.length;
      leaked.push(...parts.filter((part) => seen.includes(part)));
      for (const part of parts) presented.add(part);
    },
    /** The parts of credentials that were found anywhere. */
    leaks: async (): Promise<readonly string[]> => {
      const { Items = [] } = await service.dynamo.send(new ScanCommand({ TableName: service.ports.tables.audit }));
      const stored =
        Items.map((item) => item.record?.S ?? "")
          .join("\n")
          .match(/[A-Za-z0-9_-]{20,}/g) ?? [];
      return [...leaked, ...new Set(stored.filter((run) => presented.has(run)))];
    },
  };
};
