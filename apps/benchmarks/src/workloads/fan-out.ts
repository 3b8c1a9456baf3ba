import { checkResults, createInputs } from "./check-results.ts";
import type { Workload } from "./workload.ts";

const inputs = createInputs(10_000);

/** Many more tasks than may run at once. */
export const fanOut: Workload = {
  title: "fan-out of 10,000 at concurrency 16",
  tasks: inputs.length,
  async run(contestant) {
    checkResults(await contestant.fanOut(inputs, 16), inputs);
  },
};
