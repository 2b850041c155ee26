import type * as z from "zod/mini";
import {
  type Answer,
  type AnswerHeader,
  answerHeaders,
  type HeaderParameter,
  type Operation,
  proofHeader,
  securitySchemes,
} from "../shared/contract/operation.ts";
import { operations } from "../shared/contract/operations.ts";
import { type ProblemAnswer, problemAnswers, problemSchemas } from "./openapi-problems.ts";
import { componentSchemas, type Json, parameterSchemas, schemaOf } from "./openapi-schemas.ts";

/** The OpenAPI 3.1 document of the service. The same contract always gives the same document. */
export const openapiDocument = (version: string): Json => ({
  openapi: "3.1.0",
  info: {
    title: "Picasso Context",
    version,
    summary: "A multi-tenant, healthcare-grade conversation-context service.",
    description:
      "Every error is a problem (RFC 9457): branch on `type`, never on `title`. Every answer carries `X-Request-Id` and `Cache-Control: no-store`.",
    license: { name: "MIT", identifier: "MIT" },
  },
  jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
  servers: [{ url: "/" }],
  paths: documentedPaths(),
  components: {
    schemas: { ...componentSchemas(), ...problemSchemas() },
    securitySchemes: Object.fromEntries(
      Object.entries(securitySchemes).map(([name, described]) => [name, { type: "http", ...described }]),
    ),
    responses: sharedResponses(),
    headers: Object.fromEntries(
      Object.entries(answerHeaders).map(([name, description]) => [name, { description, schema: { type: "string" } }]),
    ),
    parameters: {
      DPoP: headerParameter(proofHeader),
      "X-Correlation-Id": {
        name: "X-Correlation-Id",
        in: "header",
        description:
          "An id of the caller's own for this call; it comes back and is logged when it is 1 to 128 letters, digits and . _ : -",
        schema: { type: "string" },
      },
    },
  },
  "x-other-addresses": others(),
});

const documentedPaths = (): Json => {
  const paths = new Map<string, Record<string, unknown>>();
  for (const operation of operations.filter(({ paths: [path] }) => path !== "*")) {
    for (const path of operation.paths) {
      const item = paths.get(openPath(path)) ?? {};
      for (const method of operation.methods) item[method.toLowerCase()] = operationObject(operation, { method, path });
      paths.set(openPath(path), item);
    }
  }
  return Object.fromEntries(paths);
};

/** The gateway's greedy `{path+}` as OpenAPI can say it. */
export const openPath = (path: string): string => path.replace("+}", "}");

/** What answers every address that is no path of this document. */
const others = (): Json => {
  const fallback = operations.filter(({ paths: [path] }) => path === "*");
  return Object.fromEntries(
    fallback.map((operation) => [operation.id, { summary: operation.summary, responses: responses(operation) }]),
  );
};

type Place = { readonly method: string; readonly path: string };

const operationObject = (operation: Operation, place: Place): Json => ({
  operationId: operationId(operation, place),
  summary: operation.summary,
  security: operation.callers.map((scheme) => ({ [scheme]: [] })),
  parameters: parameters(operation, place),
  ...(operation.body === undefined ? {} : { requestBody: requestBody(operation.body) }),
  responses: responses(operation),
});

/** The name of the function; with the method or path where one function answers several. */
const operationId = ({ id, methods, paths }: Operation, { method, path }: Place): string =>
  [id, ...(methods.length > 1 ? [method.toLowerCase()] : []), ...(paths.length > 1 && path === paths[0] ? ["root"] : [])].join(
    "-",
  );

const parameters = (operation: Operation, { path }: Place): readonly Json[] => [
  ...located(operation.path, "path"),
  ...(path.includes("{path+}") ? [{ name: "path", in: "path", required: true, schema: { type: "string" } }] : []),
  ...located(operation.query, "query"),
  ...(operation.headers ?? []).map(headerParameter),
  ...(takesProof(operation) ? [{ $ref: "#/components/parameters/DPoP" }] : []),
  { $ref: "#/components/parameters/X-Correlation-Id" },
];

const headerParameter = ({ name, description, isRequired }: HeaderParameter): Json => ({
  name,
  in: "header",
  description,
  required: isRequired,
  schema: { type: "string" },
});

const takesProof = ({ callers }: Operation): boolean =>
  callers.some((scheme) => scheme === "boundAccessToken" || scheme === "publishableKey");

const acceptsNothing = (schema: z.core.$ZodType | undefined): boolean => schema?._zod.optin !== undefined;

const located = (object: z.ZodMiniObject | undefined, place: "path" | "query"): readonly Json[] =>
  object === undefined
    ? []
    : Object.entries(parameterSchemas(object)).map(([name, schema]) => ({
        name,
        in: place,
        required: place === "path" || !acceptsNothing(object.shape[name]),
        schema,
      }));

const requestBody = ({ schema, isRequired, example }: NonNullable<Operation["body"]>): Json => ({
  required: isRequired,
  content: content("application/json", schemaOf(schema), example),
});

const responses = (operation: Operation): Json => {
  const problems = problemAnswers(operation.problems, operation.isOld === true);
  const statuses = [...Object.keys(operation.answers).map(Number), ...problems.keys()];
  return Object.fromEntries(statuses.map((status) => [status, response(operation.answers[status], problems.get(status))]));
};

const response = (answer: Answer | undefined, problem: ProblemAnswer | undefined): Json => {
  if (answer === undefined) return { $ref: `#/components/responses/${problem?.name}` };
  const answered = answer.schema === undefined ? {} : content("application/json", schemaOf(answer.schema), answer.example);
  return responseObject({
    description: [answer.description, ...(problem === undefined ? [] : [problem.description])].join(" "),
    headers: [...(answer.headers ?? []), ...(problem?.headers ?? [])],
    content: { ...answered, ...(problem === undefined ? {} : content("application/problem+json", problem.schema)) },
  });
};

/** The answers that several operations share: those that are nothing but problems. */
const sharedResponses = (): Json =>
  Object.fromEntries(
    operations
      .flatMap(({ problems, isOld }) => [...problemAnswers(problems, isOld === true).values()])
      .map(({ name, description, headers, schema }) => [
        name,
        responseObject({ description, headers, content: content("application/problem+json", schema) }),
      ]),
  );

type ResponseParts = { readonly description: string; readonly headers: readonly AnswerHeader[]; readonly content: Json };

const responseObject = ({ description, headers, content: bodies }: ResponseParts): Json => ({
  description,
  headers: headerObjects([...headers, "X-Request-Id", "X-Correlation-Id"]),
  ...(Object.keys(bodies).length === 0 ? {} : { content: bodies }),
});

const headerObjects = (names: readonly AnswerHeader[]): Json =>
  Object.fromEntries([...new Set(names)].map((name) => [name, { $ref: `#/components/headers/${name}` }]));

const content = (type: string, schema: Json, example?: unknown): Json => ({
  [type]: { schema, ...(example === undefined ? {} : { example }) },
});
