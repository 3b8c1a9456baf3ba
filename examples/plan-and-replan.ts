// A plan that survives the failure of a step, and a history that makes the next plan's estimate truer.
import { strict as assert } from "node:assert";
import {
  createEstimateHistory,
  createPlannerAgent,
  executePlan,
  findStepOfTask,
  type Plan,
} from "@convoke/agents-planner";
import { type Agent, Orchestrator } from "@convoke/core";

/** A coworker who announces 2 s and 0.05 USD for a task, and cannot do what speaks of `cannot`. */
function createWorker(agentType: string, name: string, priority: number, cannot?: string): Agent {
  return {
    agentType,
    name,
    description: `Does ${agentType} tasks`,
    priority,
    capabilities: [
      {
        name: `${agentType}_work`,
        description: `Does ${agentType} tasks`,
        inputTypes: ["task"],
        outputTypes: ["result"],
        estimatedTime: 2,
        costEstimate: 0.05,
      },
    ],
    executor({ description }) {
      if (cannot !== undefined && description.includes(cannot)) throw new Error(`No idea of ${cannot}`);
      return `${name} did: ${description}`;
    },
  };
}

const history = createEstimateHistory();
const orchestrator = new Orchestrator();
orchestrator.registerAgent(createPlannerAgent());
orchestrator.registerAgent(createWorker("code", "Junior", 9, "endpoints"));
orchestrator.registerAgent(createWorker("code", "Senior", 5));
for (const type of ["knowledge", "test", "review", "debug"])
  orchestrator.registerAgent(createWorker(type, `The ${type} agent`, 5));

const { result } = await orchestrator.delegateTask({
  agentType: "planner",
  description: "Build a REST API for invoices",
});
const plan = result as Plan;
console.log(`plan: ${plan.steps.length} steps, ${plan.estimate.costUsd} USD`);

// Every event carries the id of its task, and that tells the step and the round.
orchestrator.subscribe(
  (event) => {
    if (event.type !== "task-settled") return;
    const step = findStepOfTask("invoices", event.task.taskId);
    if (step !== undefined) console.log(`round ${step.round}: ${step.stepId} ${event.task.status}`);
  },
  { types: ["task-settled"] },
);

// The limits hold for all rounds together; what fails is tried elsewhere, made in another way, or left out.
const execution = await executePlan(orchestrator, plan, { id: "invoices", maxCostUsd: 2, history });
for (const { explanation } of execution.decisions) console.log(explanation);
console.log(`${execution.status} after ${execution.rounds} rounds for ${execution.costUsd} USD`);
assert.equal(execution.status, "completed");

// What the steps took is remembered; a history is plain JSON, and serves a later process too.
const restored = createEstimateHistory(JSON.parse(JSON.stringify(history)));
const learnt = restored.findCorrection({ agentType: "code" });
console.log(
  `code takes less than announced: ${(learnt?.timeFactor ?? 1) < 1}, from ${learnt?.samples} steps`,
);
await orchestrator.close();
