import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { awaitUnlessAborted } from "../runtime/await-unless-aborted.ts";
import { giveWay } from "../runtime/give-way.ts";
import { type ModelCall, type ModelCallContext, openCall } from "./budgeted-call.ts";
import type { LanguageModel, ModelDelta } from "./language-model.ts";

/** Pieces after which timers and signals get their turn: a stream that never waits would keep them from it for ever. */
const piecesBeforeGivingWay = 256;

/**
 * Asks a model under a task's budget and hands over its reply as it comes: pieces of text, and the whole reply at the end. The
 * streaming twin of `generateWithinBudget`, with the same promises; what the call used is booked before the last piece is given.
 *
 * Nothing is set aside or sent before the first piece is asked for. A reader that stops early ends the call: the signal that
 * the model got aborts, its stream is closed, and the reservation is kept. Rejects with `agent_failed` when the stream ends without
 * the whole reply. Whatever the model sends after that is not read, and pieces of other types are left out.
 *
 * @example
 * for await (const delta of streamWithinBudget(model, { purpose: "Tell", messages, maxOutputTokens: 500 }, context)) {
 *   if (delta.type === "text") process.stdout.write(delta.text);
 * }
 */
export async function* streamWithinBudget(
  model: LanguageModel,
  request: ModelCall,
  context: ModelCallContext,
): AsyncGenerator<ModelDelta, void, undefined> {
  const { signal, settle } = await openCall(model, request, context);
  const left = new AbortController();
  const either = AbortSignal.any([signal, left.signal]);
  const pieces = model.stream({ ...request, signal: either })[Symbol.asyncIterator]();
  let isWhole = false;
  try {
    for (let count = 1; ; count += 1) {
      if (count % piecesBeforeGivingWay === 0) await giveWay();
      const { done, value: delta } = await awaitUnlessAborted(signal, () => pieces.next());
      if (done === true) throw endedEarly(request.purpose);
      if (delta?.type === "finish") {
        isWhole = true;
        await settle(delta.reply);
        signal.throwIfAborted();
        yield delta;
        return;
      }
      if (delta?.type === "text") yield delta;
    }
  } finally {
    const closed = close(pieces, signal);
    // After the whole reply there is nothing to stop, and a stream that cannot be ended must not cost it.
    if (!isWhole) {
      left.abort(
        new OrchestrationError(ErrorCode.CANCELLED, "Nobody reads the reply of the model any more."),
      );
      await closed;
    }
  }
}

/** Ends the model's stream; one that cannot be ended is only waited for until the signal aborts. */
async function close(pieces: AsyncIterator<ModelDelta>, signal: AbortSignal): Promise<void> {
  const closed = (async () => pieces.return?.())().catch(() => {});
  await awaitUnlessAborted(signal, () => closed).catch(() => {});
}

function endedEarly(purpose: string): OrchestrationError {
  return new OrchestrationError(
    ErrorCode.AGENT_FAILED,
    `The model's stream ended without the whole reply (${purpose}). Its connection may have been cut: ask again.`,
  );
}
