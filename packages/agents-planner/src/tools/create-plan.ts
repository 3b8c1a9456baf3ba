import type { AgentContext, Task } from "@convoke/core";
import { AgentType, TaskStatus } from "@convoke/core";
import { applyConstraints } from "../goal/apply-constraints.ts";
import type { Goal } from "../goal/goal.ts";
import { readGoalText } from "../goal/read-goal-text.ts";
import { composePlan } from "../compose/compose-plan.ts";
import { limitCodes, validatePlan } from "../plan/validate-plan.ts";
import { applyChanges } from "../refine/apply-changes.ts";
import type { Plan } from "../plan/plan.ts";
import { type PlannerInput, plannerInputFields } from "../planner-input.ts";
import { readResearch } from "../research/read-research.ts";
import type { Planning } from "./planning.ts";

/** What a task asks a plan for. */
export interface TaskGoal {
  /** Read, with its conditions applied and its research digested. */
  readonly goal: Goal;
  /** The research as it was given. */
  readonly research: unknown;
}

/**
 * Turns a goal into a plan, by the method library.
 *
 * Throws `invalid_input` for a goal that is none, and for contradictions.
 */
export function createPlan(
  description: string,
  input: PlannerInput | undefined,
  context: Pick<AgentContext, "previous">,
  planning: Planning,
): Plan {
  return planGoal(readTaskGoal(description, input, context, planning).goal, planning);
}

/** The method library's plan for a goal; what is optional is left out where the goal's limits demand it. */
export function planGoal(goal: Goal, planning: Planning): Plan {
  const plan = composePlan(goal, planning);
  if (plan.limits === undefined) return plan;
  if (
    validatePlan(plan, { agents: planning.agents, now: planning.now }).every(
      ({ code }) => !limitCodes.has(code),
    )
  )
    return plan;
  return applyChanges(plan, goal, [{ kind: "limit", said: "", limits: {}, notes: [] }], planning);
}

/**
 * Reads what a task asks for.
 *
 * Research is taken from the input; when the input has no such field, from completed knowledge tasks earlier in the same
 * sequential run, and the goal's notes say so. `research: null` uses none.
 */
export function readTaskGoal(
  description: string,
  input: PlannerInput | undefined,
  { previous }: Pick<AgentContext, "previous">,
  { goals }: Pick<Planning, "goals">,
): TaskGoal {
  const goal = applyConstraints(
    goals.read(readGoalText(input?.task, description)),
    input?.constraints,
    goals,
  );
  const earlier = input?.research === undefined ? previous.filter(isResearch) : [];
  const given = earlier.length > 0 ? earlier : input?.research;
  const research = readResearch(given);
  const notes = [
    ...goal.notes,
    ...(research === undefined
      ? []
      : earlier.map((task) => `The result of the earlier step “${task.description}” was used as research.`)),
    ...(research === undefined && isPresent(given)
      ? ["The research given answers nothing that the plan could build on."]
      : []),
    ...listUnknownFields(input),
  ];
  return { goal: { ...goal, notes, ...(research === undefined ? {} : { research }) }, research: given };
}

function isResearch(task: Task): boolean {
  return task.agentType === AgentType.KNOWLEDGE && task.status === TaskStatus.COMPLETED;
}

function isPresent(research: unknown): boolean {
  return research !== undefined && research !== null;
}

function listUnknownFields(input: PlannerInput | undefined): string[] {
  return Object.keys(input ?? {})
    .filter((name) => !plannerInputFields.has(name))
    .slice(0, 5)
    .map((name) => `The input's field “${name.slice(0, 40)}” is unknown to the planner and was not used.`);
}
