import { describe, expect, expectTypeOf, test } from "vitest";
import { type AgentDescriptor, type AttemptHost, type Engine, Orchestrator } from "../src/index.ts";
import { catchError, createCapability } from "./support/harness.ts";

const descriptor: AgentDescriptor = {
  agentType: "remote",
  name: "Far away",
  description: "Its code is in a worker",
  capabilities: [createCapability("answer")],
  maxConcurrency: 2,
};

/** An engine that needs no executors: it answers with what it was asked. */
function createAnsweringEngine(): Engine & { readonly attached: unknown[] } {
  const attached: unknown[] = [];
  return {
    attached,
    attach(agent) {
      attached.push(agent);
      return async ({ request }: AttemptHost) => `${agent.name}: ${request.description}`;
    },
    close: async () => undefined,
  };
}

describe("registerAgent of an agent whose code is elsewhere", () => {
  test("takes a descriptor when the engine does, and finds and runs the agent like any other", async () => {
    const engine = createAnsweringEngine();
    const orchestrator = new Orchestrator({ engine });
    expect(orchestrator.registerAgent(descriptor)).toBe(orchestrator);
    expect(engine.attached).toEqual([descriptor]);
    expect(orchestrator.findAgents({ capability: "answer" })).toMatchObject([
      { name: "Far away", maxConcurrency: 2 },
    ]);
    expect(await orchestrator.delegateTask({ agentType: "remote", description: "hello" })).toMatchObject({
      status: "completed",
      result: "Far away: hello",
    });
    expect(orchestrator.unregisterAgent("remote", "Far away")).toBe(true);
    await orchestrator.close();
  });

  test("is refused by the engine of this process, with what to do, and leaves nothing behind", async () => {
    const orchestrator = new Orchestrator();
    expect(await catchError(() => orchestrator.registerAgent(descriptor))).toMatchObject({
      code: "invalid_argument",
      message:
        'Agent "Far away" of type "remote" has no executor: pass a function (task, context) => result, or give the ' +
        "orchestrator an engine that runs agents elsewhere, e.g. bullmqEngine of @convoke/engine-bullmq",
    });
    expect(orchestrator.findAgents()).toEqual([]);
  });

  test("is checked as any agent is, and its name is taken once", async () => {
    const orchestrator = new Orchestrator({ engine: createAnsweringEngine() });
    expect(await catchError(() => orchestrator.registerAgent({ ...descriptor, name: " " }))).toMatchObject({
      code: "invalid_argument",
    });
    expect(
      await catchError(() => orchestrator.registerAgent({ ...descriptor, executor: "run" } as never)),
    ).toMatchObject({ message: expect.stringContaining("has no executor: pass a function") as string });
    orchestrator.registerAgent(descriptor);
    expect(await catchError(() => orchestrator.registerAgent(descriptor))).toMatchObject({
      code: "duplicate_agent",
    });
  });

  test("keeps the types of agents that were registered before, and adds none", async () => {
    const local = { ...descriptor, agentType: "local", executor: () => 1 } as const;
    const typed = new Orchestrator({ engine: createAnsweringEngine() }).registerAgent(local);
    expectTypeOf(typed.registerAgent(descriptor)).toEqualTypeOf<typeof typed>();
    const wrong = { ...descriptor, name: "Wrong", executor: 1 };
    // @ts-expect-error -- an executor is a function, or not there
    expect(await catchError(() => typed.registerAgent(wrong))).toMatchObject({ code: "invalid_argument" });
  });
});
