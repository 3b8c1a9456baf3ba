import { awaitUnlessAborted } from "../runtime/await-unless-aborted.ts";
import { type ModelCall, type ModelCallContext, openCall } from "./budgeted-call.ts";
import type { LanguageModel, ModelReply } from "./language-model.ts";

/**
 * Asks a model under a task's budget: what the call can use at most (`model.estimate`, or tokens by the bytes of the request)
 * is set aside before it is sent, and replaced by what the reply says it used. Usage that cannot be true counts as the estimate.
 *
 * Rejects with `budget_exceeded`, and sends nothing, when there is no room; with the signal's reason once it aborts, also when
 * the model does not listen; with whatever the model fails with. A call that failed keeps its reservation: nobody knows what it
 * used.
 *
 * @example
 * const reply = await generateWithinBudget(model, { purpose: "Name a colour", messages, maxOutputTokens: 50 }, context);
 * console.log(reply.text);
 */
export async function generateWithinBudget(
  model: LanguageModel,
  request: ModelCall,
  context: ModelCallContext,
): Promise<ModelReply> {
  const { signal, settle } = await openCall(model, request, context);
  const reply = await awaitUnlessAborted(signal, () => model.generate({ ...request, signal }));
  await settle(reply);
  signal.throwIfAborted();
  return reply;
}
