import { ErrorCode, OrchestrationError } from "@convoke/core";
import { formatMermaid } from "../format/format-mermaid.ts";
import { formatSchedule } from "../format/format-schedule.ts";
import { planSchema } from "../plan/plan.ts";
import { validatePlan } from "../plan/validate-plan.ts";
import type { PlannerInput } from "../planner-input.ts";
import type { PlanSchedule } from "../schedule/plan-schedule.ts";
import { schedulePlan } from "../schedule/schedule-plan.ts";
import type { Planning } from "./planning.ts";

/** A plan in time, ready to be shown. */
export interface ShownSchedule extends PlanSchedule {
  /** A chart for a terminal of 80 columns. */
  readonly gantt: string;
  /** A Mermaid flowchart. */
  readonly mermaid: string;
}

/** Problems beyond these are counted, not listed, in an error's message. */
const mostListed = 5;

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
  if (input?.plan === undefined) {
    throw new OrchestrationError(
      ErrorCode.INVALID_INPUT,
      'schedule_plan needs a plan: pass { type: "schedule_plan", plan: literal(plan) }.',
    );
  }
  const problems = validatePlan(input.plan).filter(
    ({ severity, code }) => severity === "error" && code !== "wrong-estimate",
  );
  if (problems.length > 0) {
    const listed = problems.slice(0, mostListed).map((problem) => problem.message);
    const rest = problems.length > mostListed ? ` And ${problems.length - mostListed} more.` : "";
    throw new OrchestrationError(
      ErrorCode.INVALID_INPUT,
      `The plan cannot be scheduled: ${listed.join(" ")}${rest}`,
      { details: { problems } },
    );
  }
  const plan = planSchema.parse(input.plan);
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
