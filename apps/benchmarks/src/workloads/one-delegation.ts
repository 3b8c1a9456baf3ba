import { checkResults, createInputs } from "./check-results.ts";
import type { Workload } from "./workload.ts";

const inputs = createInputs(1_000);

/** A task that is handed over alone and awaited; a thousand in a run, because one is too short to be timed. */
export const oneDelegation: Workload = {
  title: "one delegation",
  tasks: inputs.length,
  async run(contestant) {
    const results: number[] = [];
    for (const input of inputs) results.push(await contestant.delegate(input));
    checkResults(results, inputs);
  },
};
