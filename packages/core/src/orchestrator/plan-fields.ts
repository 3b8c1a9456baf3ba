import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { refuseUnknownNames } from "../errors/unknown-names.ts";
import type { Plan } from "../strategies/plan.ts";
import type { RunOptions } from "./run-options.ts";

type Fields<Options> = Readonly<Record<Exclude<keyof Options, "strategy">, true>>;

const planFields: { readonly [Name in Plan["strategy"]]: Fields<Extract<Plan, { strategy: Name }>> } = {
  task: { task: true },
  sequential: { tasks: true },
  parallel: { tasks: true, concurrency: true },
  hierarchical: {
    mainTask: true,
    subtasks: true,
    aggregationStrategy: true,
    onFailure: true,
    concurrency: true,
    select: true,
  },
  consensus: {
    task: true,
    agents: true,
    input: true,
    capability: true,
    minAgreement: true,
    weights: true,
    equivalence: true,
    select: true,
    onVoterFailure: true,
    earlyStop: true,
    concurrency: true,
    timeoutMs: true,
    attemptTimeoutMs: true,
    retry: true,
    priority: true,
  },
  graph: { tasks: true, concurrency: true },
};

export const runOptionNames = Object.keys({
  id: true,
  signal: true,
  budget: true,
} satisfies Fields<RunOptions>);

/** Throws `invalid_argument` for a field that no run of this strategy would read; `others` are taken beside the plan's. */
export function refuseUnknownFields(plan: Plan, where: string, others: readonly string[]): void {
  const known = planFields[plan.strategy];
  for (const name in plan) {
    if (name === "strategy" || Object.hasOwn(known, name)) continue;
    const { strategy: _, ...fields } = plan;
    refuseMisplaced(fields, where);
    refuseUnknownNames(fields, [...Object.keys(known), ...others], `${where}: unknown option`);
  }
}

function refuseMisplaced(fields: object, where: string): void {
  const name = runOptionNames.find((option) => Object.hasOwn(fields, option));
  if (name === undefined) return;
  const message = `${where}: ${name} is no part of a plan but an option of its run: use startRun(plan, { ${name} })`;
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
}

/**
 * Parts what a call was given into a plan and the options of its run.
 *
 * What is no object stays where it is, and what would replace a part of `own` stays among the options: both
 * are refused when the call is checked.
 */
export function partArguments(own: object, given: unknown): [Plan, RunOptions] {
  if (typeof given !== "object" || given === null || Array.isArray(given))
    return [own as Plan, given as RunOptions];
  const { id, signal, budget, ...fields } = given as RunOptions & Record<string, unknown>;
  const options: RunOptions & Record<string, unknown> = { id, signal, budget };
  for (const [name, value] of Object.entries(own))
    if (Object.hasOwn(fields, name) && fields[name] !== value) options[name] = fields[name];
  return [{ ...fields, ...own } as unknown as Plan, options];
}
