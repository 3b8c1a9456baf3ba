import type { AgentContext } from "@convoke/core";
import type { PlanTools } from "../compose/compose-plan.ts";
import type { EstimateHistory } from "../estimates/estimate-history.ts";
import { createEstimator } from "../estimates/estimator.ts";
import type { EstimateTable } from "../estimates/typical-estimates.ts";
import { createGoalReader, type GoalReader } from "../goal/goal-reader.ts";
import type { PlanningModel } from "../model/plan-with-model.ts";
import type { Method } from "../methods/method.ts";
import { createMethodLibrary } from "../methods/method-library.ts";

/** What the planner was made with. */
export interface PlannerSetup {
  /** Checked; the user's own before the shipped ones. */
  readonly methods: readonly Method[];
  readonly estimates: EstimateTable;
  readonly history?: EstimateHistory | undefined;
  readonly planningModel?: PlanningModel | undefined;
}

/** What one task of the planner works with. */
export interface Planning extends PlanTools {
  readonly goals: GoalReader;
}

/** Looks around once, at the beginning of a task: who is there, what is known about them, what time it is. */
export async function preparePlanning(
  { methods, estimates, history }: PlannerSetup,
  { findAgents, runtime }: Pick<AgentContext, "findAgents" | "runtime">,
): Promise<Planning> {
  const now = runtime.now();
  const [agents, goals] = await Promise.all([findAgents(), createGoalReader({ now })]);
  return {
    agents,
    goals,
    now,
    library: createMethodLibrary(methods, { goals, agents }),
    estimator: createEstimator({ table: estimates, agents, ...(history !== undefined && { history }) }),
  };
}
