import type { Plan } from "../plan/plan.ts";

/** A copy for others: what they change in it changes nothing. */
export function copyPlan({ steps, ...others }: Plan): Plan {
  return {
    ...structuredClone(others),
    steps: steps.map(({ input, ...step }) => ({
      ...structuredClone(step),
      ...(input !== undefined && { input: copyInput(input) }),
    })),
  };
}

/** Results of agents, which later rounds have in their inputs, may hold what cannot be copied. */
function copyInput(input: unknown): unknown {
  try {
    return structuredClone(input);
  } catch {
    return input;
  }
}
