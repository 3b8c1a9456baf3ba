import { formatMermaid } from "../format/format-mermaid.ts";
import { formatSchedule } from "../format/format-schedule.ts";
import type { PlannerInput } from "../planner-input.ts";
import type { PlanSchedule } from "../schedule/plan-schedule.ts";
import { schedulePlan } from "../schedule/schedule-plan.ts";
import type { Planning } from "./planning.ts";
import { readPlanInput } from "./read-plan-input.ts";

/** A plan in time, ready to be shown. */
export interface ShownSchedule extends PlanSchedule {
  /** A chart for a terminal of 80 columns. */
  readonly gantt: string;
  /** A Mermaid flowchart. */
  readonly mermaid: string;
}

/**
 * Schedules the input's `plan` on the agents that are registered.
 *
 * Throws `invalid_input` when there is none, or with the list of problems when it cannot run; an estimate that does not add
 * up does not matter here.
 */
export function scheduleTool(
  input: PlannerInput | undefined,
  { agents }: Pick<Planning, "agents">,
): ShownSchedule {
  const plan = readPlanInput(input?.plan, "schedule_plan", { ignored: ["wrong-estimate"] });
  const schedule = schedulePlan(plan, { agents });
  return {
    ...schedule,
    gantt: formatSchedule(schedule, { steps: plan.steps }),
    mermaid: formatMermaid({
      ...plan,
      estimate: { ...plan.estimate, criticalPath: [...schedule.criticalPath] },
    }),
  };
}
