import type { Amount } from "../budget/budget-limits.ts";
import type { AgentContext } from "../tasks/agent-context.ts";
import type { LanguageModel, ModelReply, ModelRequest } from "./language-model.ts";
import { estimateCall, readSpend } from "./model-spend.ts";

/** What is asked of a model under a task; a `signal` of its own ends the call beside the task's. */
export type ModelCall = Omit<ModelRequest, "signal"> & Partial<Pick<ModelRequest, "signal">>;

/** The part of a task's context that a call is made under. */
export type ModelCallContext = Pick<AgentContext, "signal" | "budget">;

/** A call that has its place in the budget. */
export interface BudgetedCall {
  readonly signal: AbortSignal;
  settle(reply: ModelReply): Promise<void>;
}

const nothing: Amount = { tokens: 0, costUsd: 0 };

/** Sets the worst case of a call aside; rejects with `budget_exceeded` when there is no room. */
export async function openCall(
  model: LanguageModel,
  request: ModelCall,
  { signal, budget }: ModelCallContext,
): Promise<BudgetedCall> {
  const either = joinSignals(signal, request.signal);
  either.throwIfAborted();
  const estimate = estimateCall(model, request);
  const reservation = await budget.reserve(estimate);
  if (either.aborted) {
    // Nothing was sent: only the call may have been stopped, and the task goes on with its budget.
    await reservation.settle(nothing);
    either.throwIfAborted();
  }
  return { signal: either, settle: (reply) => reservation.settle(readSpend(reply, estimate)) };
}

function joinSignals(ofTask: AbortSignal, ofCall: AbortSignal | undefined): AbortSignal {
  return ofCall === undefined || ofCall === ofTask ? ofTask : AbortSignal.any([ofTask, ofCall]);
}
