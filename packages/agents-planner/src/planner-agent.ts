import { type Agent, AgentType, ErrorCode, OrchestrationError } from "@convoke/core";
import { createCapabilities } from "./capabilities.ts";
import { executePlanner, type PlannerResult } from "./executor.ts";
import type { Method } from "./methods/method.ts";
import { checkMethods } from "./methods/method-library.ts";
import { shippedMethods } from "./methods/shipped-methods.ts";
import type { EstimateTable } from "./estimates/typical-estimates.ts";
import { type PlannerInput, plannerInputSchema } from "./planner-input.ts";

/** How to make a planner. */
export interface PlannerOptions {
  /** Unique among the planners of an orchestrator. @default "Planner Agent" */
  readonly name?: string;
  /** Methods of one's own; of equally fitting methods they go before the shipped ones. */
  readonly methods?: readonly Method[];
  /** Seconds and USD by agent type or capability, where they are known better than the typical values. */
  readonly estimates?: EstimateTable;
  /** Higher is preferred. @default 5 */
  readonly priority?: number;
}

/**
 * Makes the planner agent: it turns a goal into a plan that `executeGraph` can run, without a language model.
 *
 * Throws `invalid_argument` for malformed or equally named methods and for estimates that are negative or not finite.
 *
 * @example
 * orchestrator.registerAgent(createPlannerAgent());
 * const task = await orchestrator.delegateTask({ agentType: "planner", description: "Build a REST API for invoices" });
 */
export function createPlannerAgent({
  name = "Planner Agent",
  methods = [],
  estimates = {},
  priority = 5,
}: PlannerOptions = {}): Agent<PlannerInput | undefined, PlannerInput | undefined, PlannerResult> {
  checkEstimates(estimates);
  const setup = { methods: [...methods, ...shippedMethods], estimates };
  checkMethods(setup.methods);
  return {
    agentType: AgentType.PLANNER,
    name,
    description: "Strategic planning and task decomposition",
    capabilities: createCapabilities({ hasModel: false }),
    priority,
    inputSchema: plannerInputSchema,
    executor: (task, context) => executePlanner(task, context, setup),
  };
}

function checkEstimates(estimates: EstimateTable): void {
  for (const [name, { seconds, costUsd }] of Object.entries(estimates)) {
    if (Number.isFinite(seconds) && seconds >= 0 && Number.isFinite(costUsd) && costUsd >= 0) continue;
    throw new OrchestrationError(
      ErrorCode.INVALID_ARGUMENT,
      `The estimate for “${name}” must be { seconds, costUsd } with finite numbers that are not negative.`,
    );
  }
}
