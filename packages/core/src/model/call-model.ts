import { ErrorCode } from "../errors/error-code.ts";
import { describeThrown, OrchestrationError } from "../errors/orchestration-error.ts";
import type { ModelCallContext } from "./budgeted-call.ts";
import { generateWithinBudget } from "./generate-within-budget.ts";
import type { LanguageModel, ModelMessage, ModelReply } from "./language-model.ts";

/**
 * What a call gave: a value of JSON, a reply that another one could mend, or why asking again is no use. `reason` is for
 * people and goes on a sentence ("it refused"); `problem` is a sentence for the model, to be sent back with the repeated `text`.
 */
export type ModelOutcome =
  | { readonly kind: "value"; readonly value: unknown; readonly text: string }
  | {
      readonly kind: "unreadable";
      readonly reason: string;
      readonly problem: string;
      readonly text: string;
    }
  | { readonly kind: "failed"; readonly reason: string };

/** What is asked of a model. */
export interface ModelQuestion {
  /** In a few words; shown in events, never sent. */
  readonly purpose: string;
  readonly messages: readonly ModelMessage[];
  /** JSON Schema. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly maxOutputTokens: number;
}

const longestReply = 400_000;
const longestReason = 200;

/**
 * Asks a model for JSON. What the call can use is set aside before and settled after; without room in the budget no call is made.
 * Whatever goes wrong with the model is an outcome, not an error; rejects with the signal's reason once it aborts, also
 * when the model does not listen, and with what the budget rejects with beside `budget_exceeded`.
 * A call that failed keeps its reservation: nobody knows what it used.
 *
 * The value is JSON of any shape: a model may have ignored the schema, so read it before it is used.
 *
 * @example
 * const question = { purpose: "Name a colour", messages, schema, maxOutputTokens: 50 };
 * const outcome = await callModel(model, question, context);
 * if (outcome.kind === "value") console.log(outcome.value);
 */
export async function callModel(
  model: LanguageModel,
  { purpose, messages, schema, maxOutputTokens }: ModelQuestion,
  { signal, budget }: ModelCallContext,
): Promise<ModelOutcome> {
  let asked = false;
  let failure: { readonly error: unknown } | undefined;
  const watched: LanguageModel = {
    estimate: (request) => model.estimate?.(request) ?? {},
    async generate(request) {
      asked = true;
      try {
        return await model.generate(request);
      } catch (error) {
        failure = { error };
        throw error;
      }
    },
    stream: (request) => model.stream(request),
  };
  let reply: ModelReply;
  try {
    const request = { messages, schema, maxOutputTokens, temperature: 0, purpose };
    reply = await generateWithinBudget(watched, request, { signal, budget });
  } catch (error) {
    signal.throwIfAborted();
    if (failure !== undefined) return fail(`it failed: ${describeThrown(failure.error)}`);
    if (!asked && OrchestrationError.is(error) && error.code === ErrorCode.BUDGET_EXCEEDED)
      return fail(`the budget has no room for it (${error.message})`);
    throw error;
  }
  try {
    return readReply(reply, maxOutputTokens);
  } catch {
    return fail("its reply cannot be read");
  }
}

function readReply(reply: ModelReply, maxOutputTokens: number): ModelOutcome {
  if (typeof reply !== "object" || reply === null) return fail("its reply is none");
  const { finishReason, object } = reply;
  if (finishReason === "refusal") return fail("it refused");
  const text = typeof reply.text === "string" ? reply.text : "";
  if (text.length > longestReply) return fail(`its reply is longer than ${longestReply} characters`);
  if (finishReason === "length") {
    const problem = `The reply was cut off after ${maxOutputTokens} tokens: write less, in shorter texts.`;
    return { kind: "unreadable", reason: "its reply was cut off", problem, text };
  }
  if (finishReason !== "stop") return fail("it did not finish its reply");
  const value = object === undefined ? parseText(text) : object;
  if (value !== undefined) return { kind: "value", value, text };
  const problem = "The reply is no JSON: reply with one JSON object only.";
  return { kind: "unreadable", reason: "its reply is no JSON", problem, text };
}

/** JSON as the whole text, or within what some models put around it. */
function parseText(text: string): unknown {
  const from = text.indexOf("{");
  const to = text.lastIndexOf("}");
  if (from === -1 || to < from) return undefined;
  try {
    return JSON.parse(text.slice(from, to + 1));
  } catch {
    return undefined;
  }
}

function fail(reason: string): ModelOutcome {
  const line = reason.slice(0, 4 * longestReason).replace(/\s+/g, " ");
  return {
    kind: "failed",
    reason: line.length <= longestReason ? line : `${line.slice(0, longestReason - 1)}…`,
  };
}
