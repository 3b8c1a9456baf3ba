import { z } from "zod";
import { type AgentContext, callModel, type LanguageModel } from "@convoke/core";

/** What a call gave, or why it gave nothing that can be used. */
export type SchemaOutcome<Value> =
  | { readonly isUsable: true; readonly value: Value }
  | { readonly isUsable: false; readonly reason: string };

/** What is asked of a model. */
export interface SchemaQuestion<Value> {
  readonly purpose: string;
  /** The same bytes for every call of its kind, so that a service can cache them. */
  readonly system: string;
  readonly user: string;
  readonly schema: z.ZodType<Value>;
  readonly maxOutputTokens: number;
}

/**
 * Asks a model once for JSON of a schema; see `callModel`. Whatever goes wrong with the model is a reason, not an error;
 * only an abort rejects, with the signal's reason.
 */
export async function askBySchema<Value>(
  model: LanguageModel,
  { purpose, system, user, schema, maxOutputTokens }: SchemaQuestion<Value>,
  context: Pick<AgentContext, "signal" | "budget">,
): Promise<SchemaOutcome<Value>> {
  const messages = [
    { role: "system", content: system },
    { role: "user", content: user },
  ] as const;
  const question = { purpose, messages, schema: z.toJSONSchema(schema), maxOutputTokens };
  const outcome = await callModel(model, question, context);
  if (outcome.kind !== "value") return { isUsable: false, reason: outcome.reason };
  const { data, success } = schema.safeParse(outcome.value);
  return success
    ? { isUsable: true, value: data }
    : { isUsable: false, reason: "its reply has another shape than was asked for" };
}
