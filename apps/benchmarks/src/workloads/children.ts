import { checkResults, createInputs } from "./check-results.ts";
import type { Workload } from "./workload.ts";

const inputs = createInputs(100);

/** A main task over a hundred sub-agents. */
export const children: Workload = {
  title: "100 children aggregated",
  tasks: inputs.length,
  async run(contestant) {
    checkResults(await contestant.aggregate(inputs), inputs);
  },
};
