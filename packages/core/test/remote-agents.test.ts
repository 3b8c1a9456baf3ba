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

describe("an agent whose code is elsewhere", () => {
  const answer = {
    ...createCapability("answer"),
    estimatedTime: 3,
    costEstimate: 0.25,
    answerPath: "verdict",
  };
  const near = { ...descriptor, name: "Near", capabilities: [answer], maxConcurrency: 1 };
  const far = { ...near, name: "Far", priority: 9 };

  test("is loaded, estimated and routed by what it has announced", async () => {
    const gate = Promise.withResolvers<void>();
    const engine: Engine = {
      attach: (agent) => async () => {
        await gate.promise;
        return { verdict: "yes", by: agent.name };
      },
      close: async () => undefined,
    };
    const asked: string[][] = [];
    const orchestrator = new Orchestrator({
      engine,
      router: {
        choose(candidates) {
          asked.push(candidates.map(({ agent }) => agent.name));
          return candidates.find(({ agent }) => agent.name === "Near");
        },
      },
    });
    for (const agent of [near, far]) orchestrator.registerAgent(agent);
    const task = { capability: "answer", description: "?" };
    expect(orchestrator.estimate({ strategy: "sequential", tasks: [task, task] })).toMatchObject({
      seconds: 6,
      costUsd: 0.5,
      missing: [],
    });
    const running = orchestrator.executeParallel([task, task]);
    expect(orchestrator.getAgentStatus()).toMatchObject([
      { agent: { name: "Far", maxConcurrency: 1 }, running: 0, waiting: 0 },
      { agent: { name: "Near" }, running: 1, waiting: 1 },
    ]);
    gate.resolve();
    expect((await running).map(({ agentName }) => agentName)).toEqual(["Near", "Near"]);
    expect(asked.every((names) => names.join() === "Far,Near")).toBe(true);
    expect(orchestrator.getAgentStatus()[1]).toMatchObject({ running: 0, completed: 2, failed: 0 });
    const vote = { task: "?", agents: ["remote", "remote"], capability: "answer", minAgreement: 1 };
    // Compared by the part of the results that its capability names.
    expect(await orchestrator.executeConsensus(vote)).toMatchObject({
      consensus: true,
      votes: [{ answer: "yes" }, { answer: "yes" }],
    });
    await orchestrator.close();
  });
});
