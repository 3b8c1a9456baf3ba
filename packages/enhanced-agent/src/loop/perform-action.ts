import { type AgentContext, awaitUnlessAborted, describeThrown } from "@convoke/core";
import type { Action, ActionDefinition, ActionOutcome } from "../action/action-definition.ts";
import type { ActionResult } from "../machine/machine.ts";
import type { ActionContext } from "./action-context.ts";
import { type Decision, askApproval } from "./ask-approval.ts";
import type { AgentEvent } from "./agent-event.ts";
import type { LoopSetup } from "./loop-setup.ts";
import { readOutcome } from "./read-outcome.ts";

/** An action whose turn it is. */
export interface DueAction {
  readonly action: Action;
  readonly definition: ActionDefinition;
  readonly shown: string;
  readonly context: ActionContext;
  /** The context that leave is asked with. */
  readonly asking: AgentContext;
  report(event: AgentEvent): void;
}

/** What it came to, and whether its handler did its work. */
export interface PerformedAction {
  readonly outcome: ActionOutcome;
  readonly performed: boolean;
}

const standStill: ActionResult = { type: "stood-still" };
const longestMessage = 2_000;

/** Performs an action when there is leave for it; rejects with the signal's reason only, whatever its handler does. */
export async function performAction(due: DueAction, setup: LoopSetup): Promise<PerformedAction> {
  const { action, definition, context } = due;
  const { signal } = context.agent;
  const decision = await askLeave(due, setup);
  if (!decision.approved) {
    const note = "was not performed: leave for it was denied. Do not ask for the same again.";
    const { reason } = decision;
    // In other people's words: data.
    const data = reason === undefined ? {} : { data: [{ label: "REASON", text: reason }] };
    return { outcome: { note, ...data, result: standStill }, performed: false };
  }
  try {
    const given: unknown = await awaitUnlessAborted(signal, () => definition.handle(action, context));
    return { outcome: readOutcome(given), performed: true };
  } catch (error) {
    signal.throwIfAborted();
    const text = describeThrown(error).slice(0, longestMessage);
    // An error may quote a page or a file: data.
    const outcome = { note: "failed.", data: [{ label: "ERROR", text }], result: standStill };
    return { outcome, performed: false };
  }
}

async function askLeave(
  { action, shown, context, asking, report }: DueAction,
  { approve, approvalFor }: LoopSetup,
): Promise<Decision> {
  if (approve === undefined || !approvalFor.has(action.name)) return { approved: true };
  const { key } = context;
  report({ type: "approval-pending", action: action.name, key, shown });
  const decision = await askApproval({ action, shown, key, approve }, asking);
  report({
    type: decision.approved ? "approval-given" : "approval-denied",
    action: action.name,
    key,
  });
  return decision;
}
