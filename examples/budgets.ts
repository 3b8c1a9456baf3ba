// Money is a limit, not a report: what a run may cost is set aside before it is spent, and shared by its branches.
import { strict as assert } from "node:assert";
import { type Agent, ErrorCode, Orchestrator } from "@convoke/core";

/** Announces 0.02 USD a task, reserves that much before its call, and books what the call really cost. */
const translator: Agent = {
  agentType: "translator",
  name: "Paid Translator",
  description: "Translates a text with a paid service",
  capabilities: [
    {
      name: "translate",
      description: "Translates a text",
      inputTypes: ["text"],
      outputTypes: ["text"],
      estimatedTime: 2,
      costEstimate: 0.02,
    },
  ],
  async executor(task, { budget }) {
    const reservation = await budget.reserve({ costUsd: 0.02 });
    // The paid call would stand here; it was cheaper than announced.
    await reservation.settle({ costUsd: 0.015 });
    return `translated: ${task.description}`;
  },
};

const orchestrator = new Orchestrator({ budget: { maxCostUsd: 1 } });
orchestrator.registerAgent(translator);
const tasks = ["one", "two", "three", "four"].map((description) => ({
  agentType: "translator",
  description,
}));

// What will it take? Nothing runs.
const { seconds, costUsd } = orchestrator.estimate({ strategy: "parallel", tasks, concurrency: 2 });
console.log(`estimate: ${seconds} s, ${costUsd} USD`);
assert.deepEqual({ seconds, costUsd }, { seconds: 4, costUsd: 0.08 });

// Four at once want 0.08 USD; there is room for two. The others are refused before they call anybody.
const settled = await orchestrator.executeParallel(tasks, { budget: { maxCostUsd: 0.05 } });
for (const { status, spend, error } of settled) console.log(status, spend?.costUsd ?? 0, error ?? "");
const refused = settled.filter(({ failure }) => failure?.code === ErrorCode.BUDGET_EXCEEDED);
assert.equal(refused.length, 2);

// One after another, what the first did not use is there for the next: three fit into the same money.
const sequential = await orchestrator.executeSequential(tasks, { budget: { maxCostUsd: 0.05 } });
console.log(
  "one after another:",
  sequential.map(({ status }) => status),
);
assert.equal(sequential.filter(({ status }) => status === "completed").length, 3);

// A refusal says, for programs too, which budget has no room and by how much.
console.log(refused[0].failure?.details);
await orchestrator.close();
