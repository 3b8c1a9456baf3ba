import {
  ErrorCode,
  type LanguageModel,
  type ModelDelta,
  type ModelReply,
  type ModelRequest,
  OrchestrationError,
} from "../index.ts";
import { isHold, type Hold } from "./held-attempt.ts";

/** A reply as a test writes it down: a text, or the parts of it that matter; an object becomes JSON text, too. */
export type ScriptedReply = string | Partial<ModelReply>;

/** A line of the script: a reply, an error that is thrown, or `hold()`, which waits for the signal. */
export type ModelStep = ScriptedReply | Error | Hold;

/** What a scripted model says: its lines in order, the last one for all further calls, or a function of the request. */
export type ModelScript = readonly ModelStep[] | ((request: ModelRequest) => ModelStep | Promise<ModelStep>);

/** A language model that says what a test has written down, and remembers what it was asked. */
export interface ScriptedModel extends LanguageModel {
  readonly requests: readonly ModelRequest[];
}

/** Characters that count as a token where a reply does not say what it used. */
const charactersOfToken = 4;

/**
 * Creates a language model that answers from a script, without network and without chance.
 *
 * A call rejects with the reason of its signal as soon as that aborts. Replies that say nothing of their usage
 * count a token for four characters, and cost nothing.
 *
 * @example
 * const model = scriptedModel([{ object: { queries: ["backups"] } }, new Error("overloaded"), "At noon."]);
 * await model.generate({ messages, maxOutputTokens: 100, signal, purpose: "test" });
 * model.requests[0].messages;
 */
export function scriptedModel(script: ModelScript): ScriptedModel {
  if (typeof script !== "function" && script.length === 0) {
    throw new OrchestrationError(
      ErrorCode.INVALID_ARGUMENT,
      "The script of the model is empty. Give it at least one line, or a function.",
    );
  }
  const requests: ModelRequest[] = [];

  async function generate(request: ModelRequest): Promise<ModelReply> {
    const { signal } = request;
    const position = requests.push(request) - 1;
    signal.throwIfAborted();
    const step =
      typeof script === "function"
        ? await endWith(signal, async () => script(request))
        : script[Math.min(position, script.length - 1)];
    signal.throwIfAborted();
    if (isHold(step)) return endWith(signal, () => new Promise<never>(() => {}));
    if (step instanceof Error) throw step;
    return completeReply(step, request);
  }

  return {
    requests,
    generate,
    async *stream(request): AsyncIterable<ModelDelta> {
      const reply = await generate(request);
      if (reply.text !== "") yield { type: "text", text: reply.text };
      request.signal.throwIfAborted();
      yield { type: "finish", reply };
    },
  };
}

function completeReply(step: ScriptedReply, { messages }: ModelRequest): ModelReply {
  const given = typeof step === "string" ? { text: step } : step;
  const text = given.text ?? (given.object === undefined ? "" : JSON.stringify(given.object));
  const asked = messages.reduce((sum, { content }) => sum + content.length, 0);
  const usage = { inputTokens: countTokens(asked), outputTokens: countTokens(text.length) };
  return { finishReason: "stop", usage, ...given, text };
}

function countTokens(characters: number): number {
  return Math.ceil(characters / charactersOfToken);
}

/** Waits for work, at most until the signal aborts. */
async function endWith<Value>(signal: AbortSignal, work: () => Promise<Value>): Promise<Value> {
  const aborted = Promise.withResolvers<never>();
  const stop = (): void => aborted.reject(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await Promise.race([work(), aborted.promise]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
