import * as z from "zod/mini";
import { saveAnswer, saveTurnBody, stateAnswer, turn, turnPageAnswer } from "../shared/contract/conversation.ts";
import { clearAnswer } from "../shared/contract/forgetting/forgetting.ts";
import { checkAnswer, livenessAnswer, readinessAnswer } from "../shared/contract/health.ts";
import { message, metadata } from "../shared/contract/message.ts";
import { oldClearAnswer, oldHealthAnswer, oldSaveAnswer, oldStateAnswer } from "../shared/contract/old-front-end/old-answers.ts";
import { oldSaveBody } from "../shared/contract/old-front-end/old-calls.ts";
import { tenantAnswer, tenantCreateBody, tenantEntry, tenantPageAnswer, tenantPatchBody } from "../shared/contract/tenant.ts";
import {
  newTenantKeyAnswer,
  tenantKeyAnswer,
  tenantKeyCreateBody,
  tenantKeyListAnswer,
  tenantKeyRotateBody,
} from "../shared/contract/tenant-key.ts";
import { accessTokenAnswer, tokenAnswer, tokenIssueBody, tokenRevokeBody } from "../shared/contract/token.ts";

/** A JSON object of the document. */
export type Json = { readonly [member: string]: unknown };

const named: Readonly<Record<string, z.ZodMiniType>> = {
  TokenIssueBody: tokenIssueBody,
  TokenRevokeBody: tokenRevokeBody,
  TokenAnswer: tokenAnswer,
  AccessTokenAnswer: accessTokenAnswer,
  Message: message,
  Metadata: metadata,
  SaveTurnBody: saveTurnBody,
  SaveAnswer: saveAnswer,
  Turn: turn,
  StateAnswer: stateAnswer,
  TurnPageAnswer: turnPageAnswer,
  ClearAnswer: clearAnswer,
  TenantCreateBody: tenantCreateBody,
  TenantPatchBody: tenantPatchBody,
  TenantEntry: tenantEntry,
  TenantAnswer: tenantAnswer,
  TenantPageAnswer: tenantPageAnswer,
  TenantKeyCreateBody: tenantKeyCreateBody,
  TenantKeyRotateBody: tenantKeyRotateBody,
  TenantKeyAnswer: tenantKeyAnswer,
  NewTenantKeyAnswer: newTenantKeyAnswer,
  TenantKeyListAnswer: tenantKeyListAnswer,
  LivenessAnswer: livenessAnswer,
  CheckAnswer: checkAnswer,
  ReadinessAnswer: readinessAnswer,
  OldSaveBody: oldSaveBody,
  OldStateAnswer: oldStateAnswer,
  OldSaveAnswer: oldSaveAnswer,
  OldClearAnswer: oldClearAnswer,
  OldHealthAnswer: oldHealthAnswer,
};

const registry = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });

const uri = (id: string): string => `#/components/schemas/${id}`;

/** Limits that say no more than "integer", and patterns that say no more than "date-time", are left out. */
const withoutNoise = ({ jsonSchema }: { readonly jsonSchema: Record<string, unknown> }): void => {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
};

const bare = ({ $schema, $id, ...schema }: Json): Json => schema;

/** The JSON Schema (2020-12) of every named shape of the contract, each referring to the others. */
export const componentSchemas = (): Json => {
  const { schemas } = z.toJSONSchema(registry, { io: "input", uri, override: withoutNoise });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, bare(schema)]));
};

/** What stands for a shape inside the document: a reference when the shape has a name. */
export const schemaOf = (schema: z.ZodMiniType): Json => {
  const id = registry.get(schema)?.id;
  if (id !== undefined) return { $ref: uri(id) };
  if (schema instanceof z.ZodMiniUnion) return { anyOf: schema.def.options.map((option) => schemaOf(option as z.ZodMiniType)) };
  return bare(z.toJSONSchema(schema, { io: "input", override: withoutNoise }));
};

/** The schemas of the members of an object, as they are after parsing: numbers in a path are numbers. */
export const parameterSchemas = (object: z.ZodMiniObject): Json => {
  const { properties } = z.toJSONSchema(object, { io: "output", override: withoutNoise });
  return properties ?? {};
};
