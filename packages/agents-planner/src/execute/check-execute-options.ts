import { ErrorCode, nearestName, OrchestrationError } from "@convoke/core";
import { describeBadEstimates } from "../estimates/check-estimates.ts";
import { lastMoment } from "../plan/plan.ts";
import { replanStrategies, type ReplanStrategy } from "../replan/replanning.ts";
import { readForeign } from "../text/read-foreign.ts";
import { showValue } from "../text/show-value.ts";
import type { ExecutePlanOptions } from "./execute-options.ts";
import { roundMark } from "./find-step.ts";

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

/** More rounds would not do what these have not done; each is a run of its own. */
const mostReplans = 100;
const longestId = 200;

/**
 * The options as they were when the execution began. Throws `invalid_argument` for those that nobody would read or that
 * cannot be kept.
 */
export function checkExecuteOptions(given: ExecutePlanOptions): ExecutePlanOptions {
  if (typeof given !== "object" || given === null) throw refuseShape();
  const options = readForeign("executePlan", "an option", () => {
    if (Array.isArray(given)) throw refuseShape();
    return { ...given };
  });
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const nearest = nearestName(unknown, names);
    const hint = nearest === undefined ? "" : ` Did you mean “${nearest}”?`;
    throw refuse(`unknown option “${unknown}”: use ${names.join(", ")}.${hint}`, { name: unknown, nearest });
  }
  checkNumbers(options);
  checkCollaborators(options);
  if (options.id !== undefined) checkId(options.id);
  readForeign("executePlan", "an option", () => {
    const badEstimates =
      options.estimates === undefined ? undefined : describeBadEstimates(options.estimates);
    if (badEstimates !== undefined) throw refuse(badEstimates);
    checkStrategies(options.strategies, options.ask);
  });
  return options;
}

function refuseShape(): OrchestrationError {
  return refuse(`the options must be an object { ${names.join(", ")} }`);
}

function checkNumbers({
  maxCostUsd,
  maxDurationMs,
  deadlineAt,
  maxReplans,
  concurrency,
}: ExecutePlanOptions): void {
  for (const [name, value] of Object.entries({ maxCostUsd, maxDurationMs, deadlineAt })) {
    if (value === undefined || (typeof value === "number" && value >= 0)) continue;
    throw refuse(`${name} is ${showValue(value)}: pass a number that is not negative`);
  }
  if (deadlineAt !== undefined && deadlineAt > lastMoment)
    throw refuse(`deadlineAt is ${deadlineAt}: pass milliseconds since 1970, ${lastMoment} at most`);
  if (maxReplans !== undefined && !isWhole(maxReplans, 0, mostReplans))
    throw refuse(`maxReplans is ${showValue(maxReplans)}: pass a whole number from 0 to ${mostReplans}`);
  if (concurrency !== undefined && concurrency !== Infinity && !isWhole(concurrency, 1, Infinity))
    throw refuse(`concurrency is ${showValue(concurrency)}: pass a whole number from 1`);
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

function checkId(id: unknown): void {
  const bad =
    typeof id !== "string" || id.trim() === ""
      ? "must be a text that is not empty"
      : id.length > longestId
        ? `has ${id.length} characters, and may have ${longestId}`
        : id.includes("/")
          ? "must not contain “/”, which separates the names in the ids of tasks"
          : /[\p{Cc}\p{Cs}]/u.test(id)
            ? "must not contain control characters"
            : roundMark.test(id)
              ? "must not end in a dot and a number, which marks later rounds: use “-”"
              : undefined;
  if (bad !== undefined) throw refuse(`id ${showValue(id)} ${bad}`);
}

/** The functions that each of these has to have, and what it is, in words. */
const collaborators = {
  runtime: [["now", "schedule", "createId"], "a runtime, as createManualRuntime makes one"],
  history: [["record", "findCorrection"], "one that createEstimateHistory made, not its data"],
  signal: [["addEventListener", "throwIfAborted"], "an AbortSignal: pass controller.signal"],
} as const;

function checkCollaborators(options: ExecutePlanOptions): void {
  for (const name of ["ask", "onReplan", "onRound"] as const) {
    const value: unknown = options[name];
    if (value !== undefined && typeof value !== "function") throw refuse(`${name} must be a function`);
  }
  for (const name of ["runtime", "history", "signal"] as const) {
    const value: unknown = options[name];
    const [functions, kind] = collaborators[name];
    if (value === undefined || hasFunctions(value, functions)) continue;
    throw refuse(`${name} must be ${kind} (it is ${showValue(value)})`);
  }
  if (options.methods !== undefined && !Array.isArray(options.methods))
    throw refuse(`methods must be a list of what defineMethod returned, not ${showValue(options.methods)}`);
}

function hasFunctions(value: unknown, functions: readonly string[]): boolean {
  return readForeign(
    "executePlan",
    "an option",
    () =>
      typeof value === "object" &&
      value !== null &&
      functions.every((name) => typeof (value as Readonly<Record<string, unknown>>)[name] === "function"),
  );
}

/** Throws `invalid_argument` for what is no orchestrator. */
export function checkOrchestrator(orchestrator: unknown): void {
  if (hasFunctions(orchestrator, ["startRun", "findAgents", "subscribe"])) return;
  throw refuse(`pass the orchestrator that runs the plan first, not ${showValue(orchestrator)}`);
}

function checkStrategies(strategies: readonly ReplanStrategy[] | undefined, ask: unknown): void {
  if (strategies === undefined) return;
  if (!Array.isArray(strategies)) throw refuse("strategies must be a list");
  for (const strategy of strategies as readonly unknown[]) {
    if (replanStrategies.some((known) => known === strategy)) continue;
    const nearest = typeof strategy === "string" ? nearestName(strategy, replanStrategies) : undefined;
    const hint = nearest === undefined ? "" : ` Did you mean “${nearest}”?`;
    throw refuse(`unknown strategy ${showValue(strategy)}: use ${replanStrategies.join(", ")}.${hint}`);
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
