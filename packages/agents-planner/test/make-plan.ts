import { estimatePlan } from "../src/plan/estimate-plan.ts";
import type { Plan, PlanStep } from "../src/plan/plan.ts";

/** A step as a test writes it. */
export type StepSketch = Partial<PlanStep> & Pick<PlanStep, "id">;

/** A valid plan from sketches: a step is done by agent type "code", takes a second, and produces its id. */
export function makePlan(sketches: readonly StepSketch[], others: Partial<Plan> = {}): Plan {
  const steps = sketches.map((sketch): PlanStep => {
    const { id, agentType, capability, dependsOn = [] } = sketch;
    return {
      description: `Do ${id}`,
      estimatedTime: 1,
      costEstimate: 0.01,
      produces: [id],
      consumes: dependsOn,
      successCriterion: `${id} is done`,
      ...sketch,
      ...(agentType === undefined && capability === undefined && { agentType: "code" }),
      dependsOn,
    };
  });
  return {
    goal: "Do it all",
    method: "by-hand",
    given: [],
    steps,
    assumptions: [],
    risks: [],
    estimate: estimatePlan(steps),
    ...others,
  };
}
