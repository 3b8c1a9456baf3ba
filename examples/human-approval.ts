// A task that asks a person and goes on with the answer. While it waits, it holds no slot.
import { strict as assert } from "node:assert";
import { type Agent, Orchestrator } from "@convoke/core";
import { z } from "zod";

const approval = z.object({ approved: z.boolean(), note: z.string().optional() });

const publisher: Agent = {
  agentType: "publisher",
  name: "Careful Publisher",
  description: "Publishes a text once a person has agreed",
  capabilities: [
    {
      name: "publish",
      description: "Publishes a text",
      inputTypes: ["text"],
      outputTypes: ["url"],
      estimatedTime: 1,
    },
  ],
  maxConcurrency: 1,
  async executor(task, context) {
    // Written once: a later attempt, also after a crash, gets the same draft.
    const draft = await context.step("draft", async () => `DRAFT: ${task.description}`);
    context.report({ fraction: 0.5, message: "waiting for approval", data: draft });
    const { approved, note } = await context.waitFor("approval", approval);
    if (!approved) throw new Error(`Not approved: ${note ?? "no reason given"}`);
    return { url: `https://example.org/${encodeURIComponent(task.description)}` };
  },
};

const orchestrator = new Orchestrator();
orchestrator.registerAgent(publisher);

// Whoever shows questions to people listens for `task-waiting` and answers by task id and key.
orchestrator.subscribe(
  async (event) => {
    if (event.type !== "task-waiting") return;
    const task = orchestrator.getTaskStatus(event.taskId);
    console.log(`${event.taskId} asks for "${event.key}": ${task?.description}`);
    const isFine = task?.description === "Release notes";
    await orchestrator.answer(event.taskId, event.key, {
      approved: isFine,
      note: isFine ? undefined : "not our topic",
    });
  },
  { types: ["task-waiting"] },
);

const [published, declined] = await orchestrator.executeParallel(
  ["Release notes", "Horoscope"].map((description) => ({ agentType: "publisher", description })),
);
console.log(published.status, published.result);
console.log(declined.status, declined.error);
assert.equal(published.status, "completed");
assert.equal(declined.error, "Not approved: not our topic");
await orchestrator.close();
