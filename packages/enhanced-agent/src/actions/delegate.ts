import { ErrorCode, OrchestrationError, type Task } from "@convoke/core";
import type { ActionOutcome } from "../action/action-definition.ts";
import { defineAction } from "../action/define-action.ts";
import { toLine } from "../evidence/clip.ts";
import type { Entry } from "../evidence/ledger.ts";
import { toResultBlock } from "../evidence/result-block.ts";
import type { ActionContext } from "../loop/action-context.ts";
import type { Delegation } from "../loop/delegation.ts";
import { AgentState } from "../machine/agent-state.ts";
import { type DelegationRequest, readDelegation } from "./delegation-request.ts";
import { describeKnown } from "./known-agents.ts";

/** Gives a task to another agent and shows what came of it; nothing about it ends the run. */
export const delegateAction = defineAction({
  name: "DELEGATE",
  description:
    "Gives one task to another agent. Its result comes back as evidence (E1, E2, …). Several DELEGATE in one message run at the same time.",
  states: [AgentState.EXECUTING],
  fields: {
    AGENT_TYPE: {
      description: "Who does it: one of the agent types that are listed. Needed unless CAPABILITY is given.",
      required: false,
      example: "knowledge",
    },
    TASK: {
      description: "What to do, in a sentence that can be understood without the rest of the conversation.",
      example: "Research how React renders lists",
    },
    CAPABILITY: {
      description: "What is needed, instead of AGENT_TYPE: one of the capabilities that are listed.",
      required: false,
      example: "research",
    },
    INPUT: {
      kind: "json",
      description: "Input as JSON, only when the agent needs more than TASK.",
      required: false,
      example: '{ "question": "How does React render lists?" }',
    },
    USING: {
      kind: "list",
      description: "Ids of earlier evidence that the task is to build on.",
      required: false,
      example: "E1",
    },
    TIMEOUT: {
      kind: "number",
      description: "Seconds that the task may take.",
      required: false,
      example: "60",
    },
  },
  hasSideEffects: true,
  runsTogether: true,
  async handle({ fields }, context) {
    const request = await readDelegation(fields, context);
    if ("problem" in request) return { note: request.problem, result: { type: "stood-still" } };
    return delegateRequest(request, context);
  },
});

/** Runs a request, unless it was run before. */
export async function delegateRequest(
  request: DelegationRequest,
  context: ActionContext,
): Promise<ActionOutcome> {
  const recorded = findRecorded(request, context);
  if (recorded !== undefined) return answerFromRecord(recorded, context);
  const { agent } = context;
  let settled: Task;
  try {
    settled = await agent.delegate(request.spec);
  } catch (error) {
    agent.signal.throwIfAborted();
    if (!isMistake(error)) throw error;
    return {
      note: `The task was not delegated: ${toLine(error.message, 500)}`,
      result: { type: "stood-still" },
    };
  }
  const { task, asked } = request;
  const entry = context.record(settled, { task, asked });
  return {
    note: describeOutcome(entry, request),
    data: [toResultBlock(entry.delegation, entry.evidence)],
    result: { type: "progressed" },
  };
}

/**
 * The same request, if it was made before. One that ran out of time may be tried once more when the model sets another time;
 * a vote whose result cannot be cited does not count.
 */
function findRecorded(
  { asked, spec }: DelegationRequest,
  { delegations }: ActionContext,
): Delegation | undefined {
  const same = delegations.filter((each) => each.asked === asked);
  const last = same.findLast(({ status, evidenceId }) => status === "failed" || evidenceId !== undefined);
  const isRetry =
    last?.failure?.code === ErrorCode.TIMEOUT && spec.timeoutMs !== undefined && same.length === 1;
  return isRetry ? undefined : last;
}

function answerFromRecord(delegation: Delegation, { evidence }: ActionContext): ActionOutcome {
  const piece = evidence.find(({ id }) => id === delegation.evidenceId);
  const what =
    piece === undefined
      ? "it failed, and the same again would fail again: change the task, ask another agent, or say in the answer that it failed"
      : `its result is ${piece.id}`;
  return {
    note: `This was delegated before and is answered from the record: ${what}.`,
    data: [toResultBlock(delegation, piece)],
    result: { type: "stood-still" },
  };
}

/** In our own words: what an agent says, also of its failure, stands in the fenced block only. */
function describeOutcome({ delegation, evidence }: Entry, { known }: DelegationRequest): string {
  const { agentType, capability, failure, status } = delegation;
  const who = agentType === "" ? (capability ?? "nobody") : agentType;
  if (evidence !== undefined) {
    const sources =
      evidence.sources.length > 0 ? `, or a single source of it as [${evidence.sources[0]!.id}]` : "";
    return `${evidence.id}: ${who} has completed the task. Cite it as [${evidence.id}]${sources}.`;
  }
  if (failure?.code === ErrorCode.NOT_REGISTERED)
    return `${toLine(failure.message, 300)}. ${describeKnown(who, known)} Delegate to one of them, or say in the answer what could not be done.`;
  return `The task for ${who} ${status === "cancelled" ? "was cancelled" : `failed (${failure?.code ?? status})`}: the error stands below. ${advise(failure?.code)}`;
}

function advise(code: string | undefined): string {
  switch (code) {
    case ErrorCode.TIMEOUT:
      return "Ask for less, or set a longer TIMEOUT; else say in the answer that it took too long.";
    case ErrorCode.INVALID_INPUT:
      return "Correct INPUT, or leave it out and say everything in TASK.";
    case ErrorCode.BUDGET_EXCEEDED:
      return "Answer from what is there, and say what could not be done.";
    default:
      return "Ask another agent, put the task differently, or say in the answer that it failed.";
  }
}

/** What the model can do something about; everything else is no matter of its own. */
export function isMistake(error: unknown): error is OrchestrationError {
  return (
    OrchestrationError.is(error) &&
    (error.code === ErrorCode.INVALID_ARGUMENT || error.code === ErrorCode.BUDGET_EXCEEDED)
  );
}
