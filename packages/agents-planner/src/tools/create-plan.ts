import type { AgentContext, Task } from "@convoke/core";
import { AgentType, TaskStatus } from "@convoke/core";
import { applyConstraints } from "../goal/apply-constraints.ts";
import { parseGoal } from "../goal/parse-goal.ts";
import { readGoalText } from "../goal/read-goal-text.ts";
import type { MethodLibrary } from "../methods/method.ts";
import { composePlan } from "../plan/compose-plan.ts";
import type { Plan } from "../plan/plan.ts";
import type { EstimateTable } from "../plan/typical-estimates.ts";
import { type PlannerInput, plannerInputFields } from "../planner-input.ts";
import { readResearch } from "../research/read-research.ts";

/** What the planner was made with. */
export interface PlannerSetup {
  readonly library: MethodLibrary;
  readonly estimates: EstimateTable;
}

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
  setup: PlannerSetup,
): Plan {
  const goal = applyConstraints(parseGoal(readGoalText(input?.task, description)), input?.constraints);
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
  return composePlan(
    { ...goal, notes, ...(research === undefined ? {} : { research }) },
    setup.library,
    setup.estimates,
  );
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
