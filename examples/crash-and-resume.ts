// A durable run survives the orchestrator that started it: another one goes on where the first one stopped.
// The memory store stands for a database here, and a manual clock for the minutes after a crash.
import { strict as assert } from "node:assert";
import { fromTask, memoryStore, Orchestrator } from "@convoke/core";
import { createManualRuntime, createScriptedAgent, hold } from "@convoke/core/testing";

const clock = createManualRuntime();
const store = memoryStore({ runtime: clock });
const leaseMs = 30_000;

// A plan is data: references instead of functions, so that it can be stored and run again.
const tasks = [
  { id: "research", agentType: "worker", description: "Collect the facts" },
  {
    id: "write",
    agentType: "worker",
    description: "Write them down",
    input: { facts: fromTask("research") },
  },
  { id: "check", agentType: "worker", description: "Check the text", input: { text: fromTask("write") } },
];

// The first orchestrator finishes one task and crashes in the second: its clock stands still, it is never heard again.
const first = createScriptedAgent({ agentType: "worker", script: ["three facts", hold()] });
const crashed = new Orchestrator({
  store,
  leaseMs,
  runtime: createManualRuntime(),
  agents: { worker: first },
});
void crashed.executeSequential(tasks, { id: "report" });
await first.called(2);
console.log(
  "first orchestrator executed:",
  first.calls.map(({ task }) => task.description),
);

// Nobody may take the run over before its lease has ended.
const second = createScriptedAgent({ agentType: "worker", script: ["a text", "looks right"] });
const orchestrator = new Orchestrator({ store, leaseMs, runtime: clock, agents: { worker: second } });
assert.equal((await orchestrator.resume()).length, 0);
await clock.advance(leaseMs);

const [resumed] = await orchestrator.resume();
const records = (await resumed.settled) as readonly { status: string; result?: unknown }[];
console.log(
  "second orchestrator executed:",
  second.calls.map(({ task }) => task.description),
);
console.log(
  "results:",
  records.map(({ result }) => result),
);

// The first task was not executed again, and the second knew its result.
assert.deepEqual(
  second.calls.map(({ task }) => task.description),
  ["Write them down", "Check the text"],
);
assert.deepEqual(second.calls[0].task.input, { facts: "three facts" });
assert.equal(second.calls[0].idempotencyKey, first.calls[1].idempotencyKey);
await orchestrator.close();
