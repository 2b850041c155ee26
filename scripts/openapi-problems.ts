import * as z from "zod/mini";
import { type AnswerHeader, countedHeaders } from "../shared/contract/operation.ts";
import { type ProblemCode, problemCodes } from "../shared/contract/problem-codes.ts";
import { problemMembers } from "../shared/contract/problem-members.ts";
import { type Json, schemaOf } from "./openapi-schemas.ts";

const codes = Object.keys(problemCodes) as ProblemCode[];

const schemaName = (code: ProblemCode): string => `problem-${code}`;

/** The members of a problem of this code, with which of them are always there. */
const membersOf = (code: ProblemCode): { readonly properties: Json; readonly required: readonly string[] } => {
  const members = Object.entries(new Map(Object.entries(problemMembers)).get(code) ?? {}) as [string, z.ZodMiniType][];
  const isOptional = (schema: z.ZodMiniType): boolean => schema instanceof z.ZodMiniOptional;
  return {
    properties: Object.fromEntries(members.map(([name, schema]) => [name, memberSchema(schema)])),
    required: members.filter(([, schema]) => !isOptional(schema)).map(([name]) => name),
  };
};

const memberSchema = (schema: z.ZodMiniType): Json =>
  schema instanceof z.ZodMiniArray ? { type: "array", items: schemaOf(schema.def.element as z.ZodMiniType) } : schemaOf(schema);

const problemSchema = (code: ProblemCode): Json => {
  const { properties, required } = membersOf(code);
  const { status, title } = problemCodes[code];
  return {
    type: "object",
    required: ["type", "title", "status", "instance", ...required],
    properties: {
      type: { const: `/problems/${code}` },
      title: { const: title },
      status: { const: status },
      instance: { type: "string", pattern: "^urn:request:" },
      ...properties,
    },
  };
};

/** One schema for each problem code: RFC 9457 with its `type`, `title` and `status` fixed. */
export const problemSchemas = (): Json => ({
  ...Object.fromEntries(codes.map((code) => [schemaName(code), problemSchema(code)])),
  "old-members": {
    description: "What the old front end's calls add to a problem; absent where the query names no call.",
    type: "object",
    properties: { error: { type: "string" }, stateToken: { type: "string" } },
  },
});

/** The problems of one status that an operation may answer with: one response of the document. */
export type ProblemAnswer = {
  readonly name: string;
  readonly description: string;
  readonly schema: Json;
  readonly headers: readonly AnswerHeader[];
};

/** The problem answers of an operation by status. Operations with the same problems share a `name`. */
export const problemAnswers = (problems: readonly ProblemCode[], isOld: boolean): ReadonlyMap<number, ProblemAnswer> => {
  const known = codes.filter((code) => problems.includes(code));
  const statuses = [...new Set(known.map((code) => problemCodes[code].status))];
  return new Map(
    statuses.map((status) => [
      status,
      problemAnswer(
        known.filter((code) => problemCodes[code].status === status),
        isOld,
      ),
    ]),
  );
};

const problemAnswer = (problems: readonly ProblemCode[], isOld: boolean): ProblemAnswer => ({
  name: `${isOld ? "old-" : ""}${problems.join("-or-")}`,
  description: problems.map((code) => `\`${code}\`: ${problemCodes[code].title}`).join(" "),
  schema: bodySchema(problems, isOld),
  headers: headersOf(problems),
});

const bodySchema = (problems: readonly ProblemCode[], isOld: boolean): Json => {
  const refs = problems.map((code) => ({ $ref: `#/components/schemas/${schemaName(code)}` }));
  const [only, ...others] = refs;
  const schema: Json = only !== undefined && others.length === 0 ? only : { oneOf: refs };
  return isOld ? { allOf: [schema, { $ref: "#/components/schemas/old-members" }] } : schema;
};

const headersOf = (problems: readonly ProblemCode[]): readonly AnswerHeader[] => {
  const doesWait = problems.some((code) => membersOf(code).required.includes("retryAfterSeconds"));
  const isUnproven = problems.some((code) => problemCodes[code].status === 401);
  return [
    ...(doesWait ? (["Retry-After"] as const) : []),
    ...(isUnproven ? (["WWW-Authenticate"] as const) : []),
    ...(problems.includes("rate-limited") ? countedHeaders : []),
  ];
};
