import { type Agent, AgentType } from "@convoke/core";
import { createCapabilities } from "./capabilities.ts";
import { executePlanner, type PlannerResult } from "./executor.ts";
import { checkMethods } from "./methods/method-library.ts";
import { shippedMethods } from "./methods/shipped-methods.ts";
import { completeModelOptions } from "./model/model-options.ts";
import { type PlannerInput, plannerInputSchema } from "./planner-input.ts";
import { checkPlannerOptions, type PlannerOptions } from "./planner-options.ts";

/** An agent of type `planner`, with its input and its result known to the compiler. */
export type PlannerAgent = Agent<PlannerInput | undefined, PlannerInput | undefined, PlannerResult>;

/**
 * Makes the planner agent: it turns a goal into a plan that `executeGraph` and `executePlan` can run, and checks, times,
 * prices, changes and repairs plans. It needs neither a language model nor a network.
 *
 * Throws `invalid_argument` for options that cannot be used, and for malformed or equally named methods.
 *
 * @example
 * orchestrator.registerAgent(createPlannerAgent());
 * const task = await orchestrator.delegateTask({ agentType: "planner", description: "Build a REST API for invoices" });
 */
export function createPlannerAgent(options: PlannerOptions = {}): PlannerAgent {
  checkPlannerOptions(options);
  const { name = "Planner Agent", estimates = {}, history, model, priority = 5, maxConcurrency } = options;
  const methods = [...(options.methods ?? []), ...shippedMethods];
  checkMethods(methods);
  const modelOptions = completeModelOptions(options.modelOptions);
  const setup = {
    methods,
    estimates,
    history,
    planningModel: model === undefined ? undefined : { model, modelOptions },
  };
  return {
    agentType: AgentType.PLANNER,
    name,
    description: "Strategic planning and task decomposition",
    capabilities: createCapabilities({ hasModel: model !== undefined }),
    priority,
    ...(maxConcurrency !== undefined && { maxConcurrency }),
    inputSchema: plannerInputSchema,
    executor: (task, context) => executePlanner(task, context, setup),
  };
}
