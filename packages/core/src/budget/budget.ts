import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import type { Amount, BudgetLimits } from "./budget-limits.ts";

/** Sums of binary fractions differ in the last digits; this much over a limit is none. */
const tolerance = 1e-9;

/**
 * One node in the tree of budgets: orchestrator, run, task.
 *
 * What is spent or reserved below a node counts in the node too, so branches that run at once share it.
 */
export class Budget {
  readonly limits: BudgetLimits;
  readonly parent: Budget | undefined;
  /** Whose budget it is, for messages: "the orchestrator", "run r1", "task r1/0". */
  readonly owner: string;
  /** How deep in the tree of tasks the budget begins. */
  readonly depth: number;
  /** When `maxDurationMs` ends, in milliseconds since 1970-01-01 UTC. */
  readonly deadline: number;
  spentCostUsd = 0;
  spentTokens = 0;
  reservedCostUsd = 0;
  reservedTokens = 0;
  tasks = 0;

  constructor(limits: BudgetLimits, owner: string, now: number, depth: number, parent?: Budget) {
    this.limits = limits;
    this.owner = owner;
    this.depth = depth;
    this.parent = parent;
    this.deadline = limits.maxDurationMs === undefined ? Infinity : now + limits.maxDurationMs;
  }

  /** True when money or tokens are limited here or above. */
  get limitsSpend(): boolean {
    const { maxCostUsd, maxTokens } = this.limits;
    return maxCostUsd !== undefined || maxTokens !== undefined || (this.parent?.limitsSpend ?? false);
  }

  /** What to assume for an agent without an estimate: the nearest assumption on the way up. */
  assume(name: "assumeCostUsd" | "assumeTokens"): number | undefined {
    return this.limits[name] ?? this.parent?.assume(name);
  }

  /** The first limit that has no room for `amount`, here or above. */
  refuse(amount: Amount): OrchestrationError | undefined {
    const { maxCostUsd = Infinity, maxTokens = Infinity } = this.limits;
    const cost = this.spentCostUsd + this.reservedCostUsd + (amount.costUsd ?? 0) - maxCostUsd;
    if (cost > tolerance) {
      return this.#exceeded(
        "maxCostUsd",
        maxCostUsd,
        cost,
        this.spentCostUsd,
        this.reservedCostUsd,
        amount.costUsd ?? 0,
      );
    }
    const tokens = this.spentTokens + this.reservedTokens + (amount.tokens ?? 0) - maxTokens;
    if (tokens > tolerance) {
      return this.#exceeded(
        "maxTokens",
        maxTokens,
        tokens,
        this.spentTokens,
        this.reservedTokens,
        amount.tokens ?? 0,
      );
    }
    return this.parent?.refuse(amount);
  }

  /** Counts a task in every budget above it, or says which refuses it; a refusal counts nothing. */
  admitTask(depth: number, now: number): OrchestrationError | undefined {
    for (let node: Budget | undefined = this; node !== undefined; node = node.parent) {
      const refusal = node.#refuseTask(depth, now);
      if (refusal !== undefined) return refusal;
    }
    for (let node: Budget | undefined = this; node !== undefined; node = node.parent) node.tasks++;
    return undefined;
  }

  /** Takes back what `admitTask` has counted, for a task that did not start after all. */
  withdrawTask(): void {
    this.tasks--;
    this.parent?.withdrawTask();
  }

  /** Adds tasks that were started in an earlier life of a run. */
  countEarlier(tasks: number): void {
    this.tasks += tasks;
    this.parent?.countEarlier(tasks);
  }

  reserve(amount: Amount): void {
    this.reservedCostUsd += amount.costUsd ?? 0;
    this.reservedTokens += amount.tokens ?? 0;
    this.parent?.reserve(amount);
  }

  release(amount: Amount): void {
    this.reservedCostUsd = settleAtZero(this.reservedCostUsd - (amount.costUsd ?? 0));
    this.reservedTokens = settleAtZero(this.reservedTokens - (amount.tokens ?? 0));
    this.parent?.release(amount);
  }

  spend(amount: Amount): void {
    this.spentCostUsd += amount.costUsd ?? 0;
    this.spentTokens += amount.tokens ?? 0;
    this.parent?.spend(amount);
  }

  #refuseTask(depth: number, now: number): OrchestrationError | undefined {
    const { maxTasks = Infinity, maxDepth = Infinity, maxDurationMs = Infinity } = this.limits;
    if (this.tasks + 1 > maxTasks)
      return this.#exceeded("maxTasks", maxTasks, this.tasks + 1 - maxTasks, this.tasks, 0, 1);
    if (depth - this.depth > maxDepth) {
      return this.#exceeded(
        "maxDepth",
        maxDepth,
        depth - this.depth - maxDepth,
        undefined,
        undefined,
        depth - this.depth,
      );
    }
    if (now >= this.deadline) {
      return this.#exceeded(
        "maxDurationMs",
        maxDurationMs,
        now - this.deadline,
        undefined,
        undefined,
        undefined,
      );
    }
    return undefined;
  }

  #exceeded(
    limit: keyof BudgetLimits,
    allowed: number,
    by: number,
    spent: number | undefined,
    reserved: number | undefined,
    asked: number | undefined,
  ): OrchestrationError {
    const parts = [
      spent !== undefined && `${round(spent)} spent`,
      reserved ? `${round(reserved)} reserved` : false,
      asked !== undefined && `${round(asked)} asked for`,
    ].filter((part) => part !== false);
    const circumstances = parts.length === 0 ? "" : ` (${parts.join(", ")})`;
    return new OrchestrationError(
      ErrorCode.BUDGET_EXCEEDED,
      `The budget of ${this.owner} is exceeded: ${limit} ${allowed}, by ${round(by)}${circumstances}`,
      { details: { budget: this.owner, limit, allowed, by: round(by), spent, reserved, asked } },
    );
  }
}

function round(value: number): number {
  return Number(value.toPrecision(9));
}

function settleAtZero(value: number): number {
  return Math.abs(value) < tolerance ? 0 : value;
}
