import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import type { Amount } from "./budget-limits.ts";
import type { Budget } from "./budget.ts";
import { Envelope } from "./envelope.ts";

/** What an agent announced; `undefined` where it announced nothing. */
interface Announced {
  readonly costUsd: number | undefined;
  readonly tokens: number | undefined;
}

/** An open envelope and the estimate that it charges when nothing is reserved. */
export interface OpenedEnvelope {
  readonly envelope: Envelope;
  readonly estimate: Amount;
}

/**
 * Reserves an agent's estimate from every budget above the task.
 *
 * Throws `budget_exceeded` when there is no room, and when money or tokens are limited but neither the
 * agent's estimate nor the budget's assumption says how much to set aside.
 */
export function openEnvelope(
  budget: Budget | undefined,
  announced: Announced,
  agentName: string,
): OpenedEnvelope {
  const costUsd = announced.costUsd ?? budget?.assume("assumeCostUsd");
  const tokens = announced.tokens ?? budget?.assume("assumeTokens");
  const estimate = { costUsd: costUsd ?? 0, tokens: tokens ?? 0 };
  if (budget === undefined) return { envelope: new Envelope(undefined, estimate), estimate };
  for (let node: Budget | undefined = budget; node !== undefined; node = node.parent) {
    if (isLimited(node.limits.maxCostUsd) && costUsd === undefined) {
      throw unknownEstimate(node, "maxCostUsd", "costEstimate", "assumeCostUsd", agentName);
    }
    if (isLimited(node.limits.maxTokens) && tokens === undefined) {
      throw unknownEstimate(node, "maxTokens", "tokenEstimate", "assumeTokens", agentName);
    }
  }
  const refusal = budget.refuse(estimate);
  if (refusal !== undefined) throw refusal;
  budget.reserve(estimate);
  return { envelope: new Envelope(budget, estimate), estimate };
}

function isLimited(limit: number | undefined): boolean {
  return limit !== undefined && limit !== Infinity;
}

function unknownEstimate(
  { owner, limits }: Budget,
  limit: "maxCostUsd" | "maxTokens",
  field: string,
  assumption: string,
  agentName: string,
): OrchestrationError {
  return new OrchestrationError(
    ErrorCode.BUDGET_EXCEEDED,
    `The budget of ${owner} limits ${limit} to ${limits[limit]}, but agent "${agentName}" declares no ${field}: ` +
      `declare one in its capability, or set ${assumption} in the budget.`,
    { details: { budget: owner, limit, allowed: limits[limit], agent: agentName } },
  );
}
