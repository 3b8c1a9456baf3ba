import { z } from "zod";
import {
  type AgentContext,
  ErrorCode,
  type LanguageModel,
  type ModelReply,
  OrchestrationError,
  type Reservation,
} from "@convoke/core";
import { awaitUnlessAborted } from "../waiting/await-unless-aborted.ts";

/** What a call gave, or why it gave nothing that can be used. */
export type ModelOutcome<Value> =
  | { readonly isUsable: true; readonly value: Value }
  | { readonly isUsable: false; readonly reason: string };

/** What is asked of a model. */
export interface ModelQuestion<Value> {
  readonly purpose: string;
  /** The same bytes for every call of its kind, so that a service can cache them. */
  readonly system: string;
  readonly user: string;
  readonly schema: z.ZodType<Value>;
  readonly maxOutputTokens: number;
}

/** Bytes of a token: four in English prose, fewer in names and figures. */
const bytesOfToken = 3;
const longestReply = 400_000;
const longestReason = 200;

/**
 * Asks a model for JSON of a schema. Tokens are set aside before and settled after; without room in the budget
 * no call is made. Whatever goes wrong with the model is a reason, not an error; only an abort rejects, with the
 * signal's reason. A call that failed keeps its reservation: nobody knows what it used.
 */
export async function callModel<Value>(
  model: LanguageModel,
  { purpose, system, user, schema, maxOutputTokens }: ModelQuestion<Value>,
  { signal, budget }: Pick<AgentContext, "signal" | "budget">,
): Promise<ModelOutcome<Value>> {
  signal.throwIfAborted();
  const jsonSchema = z.toJSONSchema(schema);
  const input = system + user + JSON.stringify(jsonSchema);
  const estimate = Math.ceil(Buffer.byteLength(input) / bytesOfToken) + maxOutputTokens;
  let reservation: Reservation;
  try {
    reservation = await budget.reserve({ tokens: estimate });
  } catch (error) {
    signal.throwIfAborted();
    if (OrchestrationError.is(error) && error.code === ErrorCode.BUDGET_EXCEEDED)
      return refuse(`the budget has no room for it (${error.message})`);
    throw error;
  }
  let reply: ModelReply;
  try {
    const messages = [
      { role: "system", content: system },
      { role: "user", content: user },
    ] as const;
    reply = await awaitUnlessAborted(signal, () =>
      model.generate({
        messages,
        schema: jsonSchema,
        maxOutputTokens,
        temperature: 0,
        signal,
        purpose,
      }),
    );
  } catch (error) {
    signal.throwIfAborted();
    return refuse(`it failed: ${error instanceof Error ? error.message : String(error)}`);
  }
  await reservation.settle(readUsage(reply) ?? { tokens: estimate });
  signal.throwIfAborted();
  return readReply(reply, schema);
}

function readReply<Value>(reply: ModelReply, schema: z.ZodType<Value>): ModelOutcome<Value> {
  if (typeof reply !== "object" || reply === null) return refuse("its reply is none");
  if (reply.finishReason === "refusal") return refuse("it refused");
  if (reply.finishReason === "length") return refuse("its reply was cut off");
  if (reply.finishReason !== "stop") return refuse("it did not finish its reply");
  const object = reply.object === undefined ? parseText(reply.text) : reply.object;
  if (object === undefined) return refuse("its reply is no JSON");
  const { data, success } = schema.safeParse(object);
  return success ? { isUsable: true, value: data } : refuse("its reply has another shape than was asked for");
}

/** JSON as the whole text, or within what some models put around it. */
function parseText(text: unknown): unknown {
  if (typeof text !== "string" || text.length > longestReply) return undefined;
  const from = text.indexOf("{");
  const to = text.lastIndexOf("}");
  if (from === -1 || to < from) return undefined;
  try {
    return JSON.parse(text.slice(from, to + 1));
  } catch {
    return undefined;
  }
}

/** `undefined` for figures that cannot be true; the estimate is booked then. */
function readUsage(reply: ModelReply): { tokens: number; costUsd?: number } | undefined {
  const { inputTokens, outputTokens, costUsd } = reply?.usage ?? {};
  if (!isAmount(inputTokens) || !isAmount(outputTokens)) return undefined;
  return { tokens: inputTokens + outputTokens, ...(isAmount(costUsd) && { costUsd }) };
}

function isAmount(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

function refuse(reason: string): { isUsable: false; reason: string } {
  const line = reason.replace(/\s+/g, " ");
  return {
    isUsable: false,
    reason: line.length <= longestReason ? line : `${line.slice(0, longestReason - 1)}…`,
  };
}
