import { ErrorCode, nearestName, OrchestrationError, type Runtime } from "@convoke/core";
import type { EstimateHistory } from "../estimates/estimate-history.ts";
import type { EstimateTable } from "../estimates/typical-estimates.ts";
import type { Method } from "../methods/method.ts";
import type { Plan } from "../plan/plan.ts";
import type { AskAboutStep } from "../replan/replan-asking.ts";
import { replanStrategies, type Replanning, type ReplanStrategy } from "../replan/replanning.ts";

/** A round that is about to run. */
export interface PlanRound {
  /** From 1. */
  readonly round: number;
  readonly runId: string;
  readonly plan: Plan;
}

/** How a plan is executed. */
export interface ExecutePlanOptions {
  /** Names the execution; must not contain `/`. @default a fresh one */
  readonly id?: string;
  /** Cancels everything that runs when it aborts. */
  readonly signal?: AbortSignal;
  /** Steps that run at once. @default no limit but those of the agents */
  readonly concurrency?: number;
  /** USD for all rounds together; hard. */
  readonly maxCostUsd?: number;
  /** Milliseconds for all rounds together; hard. */
  readonly maxDurationMs?: number;
  /** The same as a point in time: milliseconds since 1970. */
  readonly deadlineAt?: number;
  /** Learns what the steps took, and corrects the price of replacements. */
  readonly history?: EstimateHistory;
  /** Rounds after the first; 0 for none. @default 3 */
  readonly maxReplans?: number;
  /** What is tried for a failed step, in this order. @default all, `ask` where there is an `ask` */
  readonly strategies?: readonly ReplanStrategy[];
  /** Methods of one's own for `alternative-method`; of equally fitting ones they go before the shipped ones. */
  readonly methods?: readonly Method[];
  /** Figures for replacements that are known better than what agents announce. */
  readonly estimates?: EstimateTable;
  /** Asks a person about a failed step; one that rejects counts as no answer. */
  readonly ask?: AskAboutStep;
  /** Told after each round with failures what was decided. What it throws ends the execution. */
  readonly onReplan?: (replanning: Replanning) => void | Promise<void>;
  /** Told before each round. What it throws ends the execution. */
  readonly onRound?: (round: PlanRound) => void | Promise<void>;
  /** The orchestrator's, where it has one of its own. @default the system's clock and ids */
  readonly runtime?: Runtime;
}

const names = Object.keys({
  id: true,
  signal: true,
  concurrency: true,
  maxCostUsd: true,
  maxDurationMs: true,
  deadlineAt: true,
  history: true,
  maxReplans: true,
  strategies: true,
  methods: true,
  estimates: true,
  ask: true,
  onReplan: true,
  onRound: true,
  runtime: true,
} satisfies Record<keyof ExecutePlanOptions, true>);

/** Throws `invalid_argument` for options that nobody would read or that cannot be kept. */
export function checkExecuteOptions(options: ExecutePlanOptions): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw refuse(`the options must be an object { ${names.join(", ")} }`);
  }
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const nearest = nearestName(unknown, names);
    const hint = nearest === undefined ? "" : ` Did you mean “${nearest}”?`;
    throw refuse(`unknown option “${unknown}”: use ${names.join(", ")}.${hint}`, { name: unknown, nearest });
  }
  const { maxCostUsd, maxDurationMs, deadlineAt, maxReplans, strategies, ask } = options;
  for (const [name, value] of Object.entries({ maxCostUsd, maxDurationMs, deadlineAt })) {
    if (value === undefined || (typeof value === "number" && value >= 0)) continue;
    throw refuse(`${name} is ${String(value)}: pass a number that is not negative`);
  }
  if (maxReplans !== undefined && !(Number.isInteger(maxReplans) && maxReplans >= 0)) {
    throw refuse(`maxReplans is ${String(maxReplans)}: pass a whole number from 0`);
  }
  for (const [name, value] of Object.entries({ ask, onReplan: options.onReplan, onRound: options.onRound })) {
    if (value !== undefined && typeof value !== "function") throw refuse(`${name} must be a function`);
  }
  checkCollaborators(options);
  checkStrategies(strategies, ask);
}

/** What would otherwise only be missed once money is spent. */
function checkCollaborators({ id, methods, history }: ExecutePlanOptions): void {
  if (id !== undefined && (typeof id !== "string" || id === "" || id.includes("/"))) {
    throw refuse(`id “${String(id)}” must be a text that is not empty and has no “/”`);
  }
  if (methods !== undefined && !Array.isArray(methods)) throw refuse("methods must be a list");
  const isHistory = typeof history?.record === "function" && typeof history.findCorrection === "function";
  if (history !== undefined && !isHistory) {
    throw refuse("history must be one that createEstimateHistory made, not its data");
  }
}

function checkStrategies(strategies: readonly ReplanStrategy[] | undefined, ask: unknown): void {
  if (strategies === undefined) return;
  if (!Array.isArray(strategies)) throw refuse("strategies must be a list");
  for (const strategy of strategies as readonly unknown[]) {
    if (replanStrategies.some((known) => known === strategy)) continue;
    const nearest = nearestName(String(strategy), replanStrategies);
    const hint = nearest === undefined ? "" : ` Did you mean “${nearest}”?`;
    throw refuse(`unknown strategy “${String(strategy)}”: use ${replanStrategies.join(", ")}.${hint}`);
  }
  if (strategies.includes("ask") && ask === undefined) {
    throw refuse("the strategy “ask” needs the option ask: pass a function that asks a person");
  }
}

function refuse(problem: string, details?: Readonly<Record<string, unknown>>): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `executePlan: ${problem}`, {
    ...(details && { details }),
  });
}
