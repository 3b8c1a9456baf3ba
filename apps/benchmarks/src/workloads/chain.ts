import { checkResults, createInputs } from "./check-results.ts";
import type { Workload } from "./workload.ts";

const inputs = createInputs(1_000);

/** A → B → C → … */
export const chain: Workload = {
  title: "chain of 1,000",
  tasks: inputs.length,
  async run(contestant) {
    checkResults(await contestant.chain(inputs), inputs);
  },
};
