import {
  type AgentContext,
  AgentType,
  ErrorCode,
  OrchestrationError,
  type Task,
  type TaskSpec,
} from "@convoke/core";
import type { Deadline } from "./deadline.ts";
import type { LoopSetup, RunRequest } from "./loop-setup.ts";

/** Levels of delegation that a main agent below may use for each main agent that may stand below this one. */
const levelsOfMain = 4;

/** What a context is guarded by. */
export interface GuardOptions {
  readonly deadline: Deadline;
  readonly request: RunRequest;
  readonly setup: LoopSetup;
  /** Is told of every task that an action delegates, when it begins. */
  onDelegated(settled: Promise<Task>): void;
}

/**
 * The task's context as actions get it: tasks end with the run's time, and main agents delegate to main agents only as deep as
 * the options allow. What a refused delegation rejects with is told to the model.
 */
export function guardContext(
  context: AgentContext,
  { deadline, request, setup, onDelegated }: GuardOptions,
): AgentContext {
  const { attempt, idempotencyKey, budget, runtime, previous, report, findAgents, step, waitFor } = context;
  const delegate = async (spec: TaskSpec): Promise<Task> => {
    const guarded = goesToMain(spec, setup) ? guardMain(spec, request, setup) : spec;
    const settled = context.delegate(limitTime(guarded, deadline.remainingMs()));
    onDelegated(settled);
    return settled;
  };
  return {
    signal: deadline.signal,
    attempt,
    idempotencyKey,
    budget,
    runtime,
    previous,
    report,
    findAgents,
    step,
    waitFor,
    delegate,
  };
}

function limitTime(spec: TaskSpec, mostMs: number): TaskSpec {
  if (mostMs === Infinity) return spec;
  return { ...spec, timeoutMs: Math.min(spec.timeoutMs ?? Infinity, mostMs) };
}

function goesToMain({ agentType, capability }: TaskSpec, { mainCapabilities }: LoopSetup): boolean {
  if (agentType !== undefined) return agentType === AgentType.MAIN;
  return capability !== undefined && mainCapabilities.has(capability);
}

function guardMain(
  spec: TaskSpec,
  { delegationDepth }: RunRequest,
  { maxDelegationDepth }: LoopSetup,
): TaskSpec {
  const left = maxDelegationDepth - delegationDepth;
  if (left <= 0) {
    const message =
      `A main agent may delegate to main agents ${maxDelegationDepth} levels deep, and this one is at level ${delegationDepth}: ` +
      "delegate to another type of agent, or answer with what is there";
    throw new OrchestrationError(ErrorCode.BUDGET_EXCEEDED, message, {
      details: { limit: "maxDelegationDepth", allowed: maxDelegationDepth },
    });
  }
  const given = typeof spec.input === "object" && spec.input !== null ? spec.input : {};
  const maxDepth = Math.min(spec.budget?.maxDepth ?? Infinity, levelsOfMain * left);
  return {
    ...spec,
    input: { ...given, delegationDepth: delegationDepth + 1 },
    budget: { ...spec.budget, maxDepth },
  };
}
