import type { AgentDescriptor } from "@convoke/core";
import { nearestName } from "@convoke/core";
import { measurePath } from "../schedule/measure-path.ts";
import type { PlanSchedule } from "../schedule/plan-schedule.ts";
import { refuse } from "../schedule/step-problems.ts";
import { formatSeconds, formatUsd } from "../text/figures.ts";
import { joinList } from "../text/phrases.ts";
import { quote } from "../text/quote.ts";
import { round } from "../text/round.ts";
import { showMoment } from "./describe-limits.ts";
import type { PlanProblem } from "./plan-problem.ts";
import type { ReportProblem } from "./problem-list.ts";
import type { Plan, PlanStep } from "./plan.ts";

const mostNamed = 3;
/** A list of registered names up to this long is given whole. */
const shortList = 6;

/** Warns of agent types and capabilities that nobody registered: somebody may, before the plan runs. */
export function checkAgentNames(
  steps: readonly PlanStep[],
  agents: readonly AgentDescriptor[],
  report: ReportProblem,
): void {
  const types = new Set(agents.map(({ agentType }) => agentType));
  /** The types of the agents that have each capability. */
  const able = new Map<string, Set<string>>();
  for (const { agentType, capabilities } of agents) {
    for (const { name } of capabilities) {
      const known = able.get(name);
      if (known === undefined) able.set(name, new Set([agentType]));
      else known.add(agentType);
    }
  }
  const warn = (
    code: PlanProblem["code"],
    { id }: PlanStep,
    what: string,
    name: string,
    known: () => Iterable<string>,
  ): void =>
    report(
      { code, severity: "warning", stepId: id },
      () =>
        `Step ${quote(id)} asks for the ${what} ${quote(name)}, which nobody registered.${suggest(name, new Set(known()))}`,
    );
  for (const step of steps) {
    const { agentType, capability } = step;
    if (agentType !== undefined && !types.has(agentType)) {
      warn("unregistered-agent-type", step, "agent type", agentType, () => types);
      continue;
    }
    if (capability === undefined) continue;
    const owners = able.get(capability);
    if (owners === undefined) {
      warn("unregistered-capability", step, "capability", capability, () => able.keys());
      continue;
    }
    if (agentType === undefined || owners.has(agentType)) continue;
    report(
      { code: "unregistered-capability", severity: "warning", stepId: step.id },
      () =>
        `Step ${quote(step.id)} asks for the capability ${quote(capability)} of the agent type ${quote(agentType)}, where nobody has it.${listNames("It is offered by", owners)}`,
    );
  }
}

function suggest(name: string, known: ReadonlySet<string>): string {
  const near = nearestName(name, known);
  if (near !== undefined) return ` Did you mean ${quote(near)}?`;
  return known.size === 0 ? "" : listNames("Registered:", known);
}

function listNames(lead: string, names: ReadonlySet<string>): string {
  if (names.size > shortList) return ` ${names.size} others are registered.`;
  return ` ${lead} ${joinList([...names].map(quote))}.`;
}

/** Whether the estimated cost exceeds what may be spent, by how much, and where most could be saved. */
export function checkBudget({ steps }: Plan, costUsd: number, maxCostUsd: number): PlanProblem[] {
  if (costUsd <= maxCostUsd * (1 + 1e-9)) return [];
  const priced = steps.filter((step) => step.costEstimate > 0);
  const dearest = priced.toSorted((one, other) => other.costEstimate - one.costEstimate);
  const optional = dearest.filter((step) => step.optional === true);
  const saved = optional.reduce((sum, step) => sum + step.costEstimate, 0);
  const advice =
    optional.length === 0
      ? "None of its steps is optional: raise the budget or plan less."
      : `Without the optional ${name(optional)} it is ${formatUsd(round(costUsd - saved))}.`;
  const message = `The plan is estimated at ${formatUsd(costUsd)}, which exceeds the budget of ${formatUsd(maxCostUsd)} by ${formatUsd(round(costUsd - maxCostUsd))}. Dearest: ${name(dearest)}. ${advice}`;
  return [refuse("budget-exceeded", message)];
}

function name(steps: readonly PlanStep[]): string {
  const named = steps
    .slice(0, mostNamed)
    .map(({ id, costEstimate }) => `${quote(id)} (${formatUsd(costEstimate)})`);
  const rest = steps.length - named.length;
  return joinList(rest > 0 ? [...named, `${rest} more`] : named);
}

/** When a plan has to be done; see `PlanValidationOptions`. */
export interface TimeLimits {
  readonly maxDurationMs?: number | undefined;
  readonly deadlineAt?: number | undefined;
  readonly now?: number | undefined;
}

/** Whether the schedule ends too late, when, and by how much. */
export function checkTime(
  schedule: PlanSchedule,
  { maxDurationMs, deadlineAt, now }: TimeLimits,
): PlanProblem[] {
  const { makespanSeconds, criticalPath, lowerBoundSeconds } = schedule;
  const problems: PlanProblem[] = [];
  const takesMs = makespanSeconds * 1000;
  const path = `${criticalPath.slice(0, mostNamed).map(quote).join(" → ")}${criticalPath.length > mostNamed ? " → …" : ""}`;
  const pathSeconds = measurePath(schedule);
  const why = (allowedMs: number): string => {
    if (pathSeconds * 1000 > allowedMs)
      return `The critical path alone takes ${formatSeconds(pathSeconds)}: ${path}.`;
    const least =
      lowerBoundSeconds * 1000 > allowedMs
        ? `These agents cannot do it in less than ${formatSeconds(lowerBoundSeconds)}`
        : `The least that these agents may need is ${formatSeconds(lowerBoundSeconds)}`;
    return `${least}; more agents, or a higher maxConcurrency, could help.`;
  };
  if (maxDurationMs !== undefined && takesMs > maxDurationMs * (1 + 1e-9)) {
    const message = `The plan takes ${formatSeconds(makespanSeconds)}, which exceeds the limit of ${formatSeconds(maxDurationMs / 1000)} by ${formatSeconds((takesMs - maxDurationMs) / 1000)}. ${why(maxDurationMs)}`;
    problems.push(refuse("deadline-unreachable", message));
  }
  if (deadlineAt !== undefined && now !== undefined && now + takesMs > deadlineAt) {
    const late = formatSeconds((now + takesMs - deadlineAt) / 1000);
    const message =
      now > deadlineAt
        ? `The deadline ${showMoment(deadlineAt)} has passed.`
        : `Started now, the plan would end at ${showMoment(now + takesMs)}, ${late} after the deadline ${showMoment(deadlineAt)}. ${why(deadlineAt - now)}`;
    problems.push(refuse("deadline-unreachable", message));
  }
  return problems;
}
