import { type Agent, memoryStore, type Plan } from "@convoke/core";
import { createManualRuntime, createScriptedAgent } from "@convoke/core/testing";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { createTestServices, type TestServices } from "./create-test-services.ts";

const opened: TestServices[] = [];

afterEach(async () => {
  for (const services of opened.splice(0)) await services.close();
});

async function open(...given: Parameters<typeof createTestServices>): Promise<TestServices> {
  const services = await createTestServices(...given);
  opened.push(services);
  return services;
}

/** Waits for leave as the main agent does: tells what it asks, then asks. */
function createAsking(keys: readonly string[]): Agent {
  return createScriptedAgent({
    agentType: "asking",
    script: [
      async (_, context) => {
        for (const key of keys) {
          context.report({
            data: { type: "approval-pending", key, action: "DELEGATE", shown: `Do ${key}?` },
          });
          await context.waitFor(`approve-${key}`, z.boolean());
        }
        return "done";
      },
    ],
  });
}

/** Resolves with the next event of a type; the promise is made before what brings it about. */
async function nextEvent({ services }: TestServices, type: "task-waiting" | "run-settled"): Promise<void> {
  for await (const _ of services.orchestrator.events({ types: [type] })) return;
}

const task = { agentType: "asking", description: "Ask first" };
const plan: Plan = { strategy: "sequential", tasks: [task, { ...task, description: "Ask again" }] };

describe("ApprovalBoard", () => {
  test("lists what is asked, by whom and in which run, until it is answered", async () => {
    const server = await open({ agents: [createAsking(["a"])] });
    const { approvals, orchestrator } = server.services;
    const asked = nextEvent(server, "task-waiting");
    const { runId, settled } = orchestrator.startRun(plan);
    await asked;
    expect(approvals.list()).toEqual([
      {
        taskId: `${runId}/0`,
        runId,
        key: "approve-a",
        agentType: "asking",
        agentName: expect.any(String),
        description: "Ask first",
        runTitle: "Ask first and 1 more",
        action: "DELEGATE",
        shown: "Do a?",
        since: server.runtime.now(),
      },
    ]);
    expect(approvals.countOf(runId)).toBe(1);
    const askedAgain = nextEvent(server, "task-waiting");
    await orchestrator.answer(`${runId}/0`, "approve-a", true);
    await askedAgain;
    expect(approvals.list()).toMatchObject([{ taskId: `${runId}/1`, description: "Ask again" }]);
    await orchestrator.cancel(runId);
    await settled;
    expect(approvals.list()).toEqual([]);
    expect(approvals.countOf(runId)).toBe(0);
  });

  test("forgets what a failed attempt has asked", async () => {
    const agent = createScriptedAgent({
      agentType: "asking",
      script: [(_, context) => context.waitFor("name", z.string()), "without asking"],
    });
    const server = await open({ agents: [agent] });
    const { approvals, orchestrator } = server.services;
    const asked = nextEvent(server, "task-waiting");
    const { settled } = orchestrator.startTask({
      ...task,
      attemptTimeoutMs: 1_000,
      retry: { attempts: 2, backoff: { initialMs: 60_000, jitter: 0 } },
    });
    await asked;
    expect(approvals.list()).toHaveLength(1);
    await server.runtime.advance(2_000);
    expect(approvals.list()).toEqual([]);
    await server.runtime.advance(60_000);
    expect((await settled).result).toBe("without asking");
  });

  test("lists the question again after a restart, what was answered no more", async () => {
    const runtime = createManualRuntime();
    const store = memoryStore({ runtime });
    const first = await open({ agents: [createAsking(["a", "b"])], store, runtime });
    const asked = nextEvent(first, "task-waiting");
    const { taskId } = first.services.orchestrator.startTask(task);
    await asked;
    const askedAgain = nextEvent(first, "task-waiting");
    await first.services.orchestrator.answer(taskId, "approve-a", true);
    await askedAgain;
    await first.close();
    await runtime.advance(60_000);
    const second = await open({ agents: [createAsking(["a", "b"])], store, runtime });
    const askedThere = nextEvent(second, "task-waiting");
    const [run] = await second.services.orchestrator.resume();
    await askedThere;
    const { approvals, orchestrator } = second.services;
    expect(approvals.list()).toMatchObject([
      { taskId, key: "approve-b", action: "DELEGATE", shown: "Do b?" },
    ]);
    await orchestrator.answer(taskId, "approve-b", true);
    expect(await run?.settled).toMatchObject({ status: "completed", result: "done" });
    expect(approvals.list()).toEqual([]);
  });
});
