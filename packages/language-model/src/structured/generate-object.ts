import type { ModelMessage, ModelReply, ModelUsage } from "@convoke/core";
import { describeProblem } from "./describe-problem.ts";
import { extractJson } from "./extract-json.ts";
import type { JsonSchema } from "./json-schema.ts";
import { createSchemaCheck, type SchemaCheck } from "./schema-check.ts";

/** What `generateObject` needs. */
export interface ObjectRequest {
  readonly messages: readonly ModelMessage[];
  readonly schema: JsonSchema;
  /** Whether a reply that does not fit is sent back, once. */
  readonly repair: boolean;
  /** One call of the model; that the schema is told to it is the caller's part. */
  readonly ask: (messages: readonly ModelMessage[]) => Promise<ModelReply>;
}

/**
 * Asks for a value that satisfies a schema. `object` is only there when it does; `usage` is that of both calls.
 *
 * A finished reply that does not fit is sent back once, with what is wrong. When the second does not fit either, it is handed
 * out without `object` and with its text, and `callModel` of core takes it from there. Replies that were cut off or refused,
 * and those that call tools, are handed out as they are.
 */
export async function generateObject({ messages, schema, repair, ask }: ObjectRequest): Promise<ModelReply> {
  const check = createSchemaCheck(schema);
  const first = await ask(messages);
  const reading = readObject(first, check);
  if (reading.problem === undefined || !repair) return reading.reply;
  const second = await ask([
    ...messages,
    { role: "assistant", content: first.text },
    { role: "user", content: describeProblem(reading.problem) },
  ]);
  return readObject({ ...second, usage: addUsage(first.usage, second.usage) }, check).reply;
}

/** The reply with its object when one fits; `problem` when it was meant to hold one and does not. */
function readObject(
  { object: _unchecked, ...reply }: ModelReply,
  check: SchemaCheck,
): { readonly reply: ModelReply; readonly problem?: string } {
  if (reply.finishReason !== "stop") return { reply };
  let problem: string | undefined;
  for (const value of extractJson(reply.text)) {
    const found = check(value);
    if (found === undefined) return { reply: { ...reply, object: value } };
    problem ??= found;
  }
  return { reply, problem: problem ?? "It holds no JSON value." };
}

function addUsage(first: ModelUsage, second: ModelUsage): ModelUsage {
  const costUsd =
    first.costUsd === undefined || second.costUsd === undefined ? undefined : first.costUsd + second.costUsd;
  return {
    inputTokens: first.inputTokens + second.inputTokens,
    outputTokens: first.outputTokens + second.outputTokens,
    ...(costUsd !== undefined && { costUsd }),
  };
}
