import { type AgentDescriptor, ErrorCode } from "@convoke/core";
import { createEstimator } from "../estimates/estimator.ts";
import { createGoalReader } from "../goal/goal-reader.ts";
import { createMethodLibrary } from "../methods/method-library.ts";
import { shippedMethods } from "../methods/shipped-methods.ts";
import type { ReplanTools } from "../replan/replan-tools.ts";
import { type ReplanDecision, replanStrategies } from "../replan/replanning.ts";
import type { ExecutePlanOptions } from "./execute-options.ts";

/** How an execution stands after a round. */
export interface ExecutionState {
  readonly agents: readonly AgentDescriptor[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly usedIds: readonly string[];
  readonly earlier: readonly ReplanDecision[];
  readonly maxCostUsd: number | undefined;
  readonly maxSeconds: number | undefined;
  readonly endedBecause: string | undefined;
}

/** Looks around again: agents may have come or gone while the round ran. */
export async function prepareReplanTools(
  { methods = [], estimates, history, strategies, ask }: ExecutePlanOptions,
  { agents, now, usedIds, earlier, maxCostUsd, maxSeconds, endedBecause }: ExecutionState,
): Promise<ReplanTools> {
  const goals = await createGoalReader({ now });
  return {
    agents,
    goals,
    library: createMethodLibrary([...methods, ...shippedMethods], { goals, agents }),
    estimator: createEstimator({
      agents,
      ...(estimates !== undefined && { table: estimates }),
      ...(history !== undefined && { history }),
    }),
    strategies: strategies ?? replanStrategies.filter((strategy) => strategy !== "ask" || ask !== undefined),
    earlier,
    usedIds,
    ...(maxCostUsd !== undefined && { maxCostUsd }),
    ...(maxSeconds !== undefined && { maxSeconds }),
    ...(endedBecause !== undefined && { endedBecause }),
  };
}

/** Failures of the orchestrator itself: no other step would fare better. */
const endings: ReadonlySet<string> = new Set([
  ErrorCode.CLOSED,
  ErrorCode.STORE_FAILED,
  ErrorCode.LEASE_LOST,
]);

/** Why nothing is tried after `maxDurationMs` or `deadlineAt`. */
export const timeIsOver = "The time for the plan is over.";

/** Why nothing may be tried any more, as a sentence; `maxReplans` is given once it is reached. */
export function findEnd(
  outcomes: readonly { readonly code?: string | undefined; readonly error?: string | undefined }[],
  maxReplans: number | undefined,
  timeLeftMs: number | undefined,
): string | undefined {
  if (timeLeftMs === 0) return timeIsOver;
  const ending = outcomes.find(({ code }) => endings.has(code ?? ""));
  if (ending !== undefined) return `Nothing more can run: ${ending.error ?? ending.code ?? ""}`;
  if (maxReplans === undefined) return undefined;
  if (maxReplans === 0) return "Replanning is switched off.";
  return `It was replanned ${maxReplans === 1 ? "once" : `${maxReplans} times`}, which is the limit.`;
}
