import type { AgentContext, Task } from "@convoke/core";
import { AgentType, TaskStatus } from "@convoke/core";
import { applyConstraints } from "../goal/apply-constraints.ts";
import { readGoalText } from "../goal/read-goal-text.ts";
import { composePlan } from "../compose/compose-plan.ts";
import type { Plan } from "../plan/plan.ts";
import { type PlannerInput, plannerInputFields } from "../planner-input.ts";
import { readResearch } from "../research/read-research.ts";
import type { Planning } from "./planning.ts";

/**
 * Turns a goal into a plan.
 *
 * Research is taken from the input; when the input has no such field, from completed knowledge tasks earlier in the same
 * sequential run, and the plan says so. `research: null` uses none.
 */
export function createPlan(
  description: string,
  input: PlannerInput | undefined,
  context: Pick<AgentContext, "previous">,
  planning: Planning,
): Plan {
  const { goals } = planning;
  const goal = applyConstraints(
    goals.read(readGoalText(input?.task, description)),
    input?.constraints,
    goals,
  );
  const earlier = input?.research === undefined ? context.previous.filter(isResearch) : [];
  const research = readResearch(earlier.length > 0 ? earlier : input?.research);
  const notes = [
    ...goal.notes,
    ...(research === undefined
      ? []
      : earlier.map((task) => `The result of the earlier step “${task.description}” was used as research.`)),
    ...(research === undefined && (earlier.length > 0 || isPresent(input?.research))
      ? ["The research given answers nothing that the plan could build on."]
      : []),
    ...listUnknownFields(input),
  ];
  return composePlan({ ...goal, notes, ...(research === undefined ? {} : { research }) }, planning);
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
