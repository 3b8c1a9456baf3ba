import { describe, expect, test } from "vitest";
import { type Agent, AgentType, Orchestrator } from "../src/index.ts";
import { createScriptedAgent, hold } from "../src/testing/index.ts";
import { catchError, createAgent, createCapability, createHarness } from "./support/harness.ts";

const noop = (): undefined => undefined;

describe("registerAgent", () => {
  test("takes known types and any other string, and several agents of one type", () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent(AgentType.KNOWLEDGE, noop));
    orchestrator.registerAgent(createAgent("librarian", noop, { name: "One" }));
    orchestrator.registerAgent(createAgent("librarian", noop, { name: "Two" }));
    expect(orchestrator.findAgents().map(({ name }) => name)).toEqual(["The knowledge", "One", "Two"]);
    expect(orchestrator.getStatistics()).toMatchObject({ registeredAgents: 3, agentTypes: 2 });
  });

  test("returns the orchestrator, so that registrations can be chained", () => {
    const { orchestrator } = createHarness();
    expect(orchestrator.registerAgent(createAgent("a", noop))).toBe(orchestrator);
  });

  test("does not change the agent it is given", async () => {
    const { orchestrator } = createHarness();
    const agent = Object.freeze(createAgent("a", () => "done", { capabilities: Object.freeze([]) }));
    orchestrator.registerAgent(agent);
    expect(await orchestrator.delegateTask({ agentType: "a", description: "x" })).toMatchObject({
      result: "done",
    });
  });

  test("keeps `this` of an agent that is an instance of a class", async () => {
    class Counter {
      readonly agentType = "counter";
      readonly name = "Counter";
      readonly description = "Counts";
      readonly capabilities = [];
      count = 0;
      executor(): number {
        this.count += 1;
        return this.count;
      }
    }
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(new Counter());
    await orchestrator.delegateTask({ agentType: "counter", description: "x" });
    expect(await orchestrator.delegateTask({ agentType: "counter", description: "x" })).toMatchObject({
      result: 2,
    });
  });

  test("refuses a name that is taken within its type, and says what to do", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("a", noop, { name: "Twin" }));
    const error = await catchError(() =>
      orchestrator.registerAgent(createAgent("a", noop, { name: "Twin" })),
    );
    expect(error).toMatchObject({
      code: "duplicate_agent",
      message:
        'Agent "Twin" of type "a" is registered already: choose another name, or call unregisterAgent first.',
    });
    orchestrator.registerAgent(createAgent("b", noop, { name: "Twin" }));
    expect(orchestrator.findAgents()).toHaveLength(2);
  });

  const capability = createCapability("c");
  const malformed: readonly (readonly [string, object, RegExp])[] = [
    ["an empty type", { agentType: "" }, /agentType/],
    ["a blank type", { agentType: "  " }, /agentType/],
    ["an empty name", { name: "" }, /name/],
    ["no description", { description: undefined }, /no description: say in words what it does/],
    ["a blank description", { description: " " }, /no description/],
    ["a version that is no text", { version: 2 }, /version 2: use text/],
    ["a close that is no function", { close: true }, /close that is no function/],
    ["a priority that is text", { priority: "9" }, /priority "9": use a finite number/],
    ["an executor that is no function", { executor: "run" }, /executor: pass a function/],
    ["no executor", { executor: undefined }, /executor: pass a function/],
    ["a priority that is no number", { priority: Number.NaN }, /priority/],
    ["a concurrency of 0", { maxConcurrency: 0 }, /maxConcurrency 0: use a whole number from 1/],
    ["a concurrency that is no whole number", { maxConcurrency: 1.5 }, /maxConcurrency 1.5/],
    ["no list of capabilities", { capabilities: undefined }, /capabilities/],
    ["a capability that is nothing", { capabilities: [null] }, /capability without a name/],
    [
      "a capability without a name",
      { capabilities: [{ ...capability, name: "" }] },
      /capability without a name/,
    ],
    ["a capability that is declared twice", { capabilities: [capability, capability] }, /"c" twice/],
    [
      "input types that are no list",
      { capabilities: [{ ...capability, inputTypes: "query" }] },
      /inputTypes/,
    ],
    [
      "input types that are no text",
      { capabilities: [{ ...capability, inputTypes: ["query", 3] }] },
      /capability "c": inputTypes holds 3; use strings only/,
    ],
    [
      "output types that are no list",
      { capabilities: [{ ...capability, outputTypes: undefined }] },
      /outputTypes is undefined; use a list of strings/,
    ],
    [
      "a capability without a description",
      { capabilities: [{ ...capability, description: undefined }] },
      /capability "c": description is undefined/,
    ],
    [
      "an answer path that is no text",
      { capabilities: [{ ...capability, answerPath: 1 }] },
      /answerPath is 1; use a path such as "verdict"/,
    ],
    [
      "a negative time estimate",
      { capabilities: [{ ...capability, estimatedTime: -1 }] },
      /estimatedTime is -1; use a number of seconds from 0/,
    ],
    [
      "no time estimate",
      { capabilities: [{ ...capability, estimatedTime: undefined }] },
      /estimatedTime is undefined/,
    ],
    [
      "a negative cost estimate",
      { capabilities: [{ ...capability, costEstimate: -0.01 }] },
      /costEstimate is -0.01; use a number of USD/,
    ],
    [
      "a token estimate that is no number",
      { capabilities: [{ ...capability, tokenEstimate: Number.NaN }] },
      /tokenEstimate is NaN/,
    ],
  ];

  test.each(malformed)("refuses %s with a typed error, and registers nothing", async (_, change, message) => {
    const { orchestrator } = createHarness();
    const agent = { ...createAgent("a", noop), ...change } as Agent;
    const error = await catchError(() => orchestrator.registerAgent(agent));
    expect(error).toMatchObject({ code: "invalid_argument", message: expect.stringMatching(message) });
    expect(orchestrator.findAgents()).toEqual([]);
  });

  test("refuses what is no object", async () => {
    const { orchestrator } = createHarness();
    expect(await catchError(() => orchestrator.registerAgent(undefined as unknown as Agent))).toMatchObject({
      code: "invalid_argument",
    });
  });
});

describe("new Orchestrator({ agents })", () => {
  test("registers one agent or several under each type", () => {
    const two = [createAgent("b", noop, { name: "B1" }), createAgent("b", noop, { name: "B2" })];
    const orchestrator = new Orchestrator({ agents: { a: createAgent("a", noop), b: two } });
    expect(orchestrator.findAgents({ agentType: "b" }).map(({ name }) => name)).toEqual(["B1", "B2"]);
  });

  test("refuses an agent that stands under another type than its own", () => {
    expect(() => new Orchestrator({ agents: { a: createAgent("b", noop) } })).toThrow(
      expect.objectContaining({
        code: "invalid_argument",
        message: expect.stringContaining('type "b" stands under agents.a'),
      }),
    );
  });

  test.each([
    ["gracePeriodMs", -1],
    ["gracePeriodMs", Number.NaN],
    ["maxSettledTasks", -1],
    ["leaseMs", 0],
  ])("refuses %s %d", (name, value) => {
    expect(() => new Orchestrator({ [name]: value })).toThrow(
      expect.objectContaining({
        code: "invalid_argument",
        message: expect.stringContaining(`${name} ${value}`),
      }),
    );
  });
});

describe("unregisterAgent", () => {
  test("answers whether there was such an agent, and frees its name", () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(
      createAgent("a", noop, { name: "One", capabilities: [createCapability("c")] }),
    );
    expect(orchestrator.unregisterAgent("a", "Other")).toBe(false);
    expect(orchestrator.unregisterAgent("b", "One")).toBe(false);
    expect(orchestrator.unregisterAgent("a", "One")).toBe(true);
    expect(orchestrator.unregisterAgent("a", "One")).toBe(false);
    expect(orchestrator.getStatistics()).toMatchObject({
      registeredAgents: 0,
      agentTypes: 0,
      capabilities: 0,
    });
    orchestrator.registerAgent(createAgent("a", noop, { name: "One" }));
    expect(orchestrator.findAgents()).toHaveLength(1);
  });

  test("lets running attempts finish and routes waiting tasks to another agent of the type", async () => {
    const { orchestrator } = createHarness();
    const leaving = createScriptedAgent({
      agentType: "a",
      name: "Leaving",
      maxConcurrency: 1,
      priority: 9,
      script: [hold()],
    });
    const staying = createScriptedAgent({ agentType: "a", name: "Staying", script: ["stayed"] });
    orchestrator.registerAgent(leaving);
    orchestrator.registerAgent(staying);
    const running = orchestrator.delegateTask({ agentType: "a", description: "runs" });
    const waiting = orchestrator.delegateTask({ agentType: "a", description: "waits" });
    expect(staying.calls).toHaveLength(0);
    orchestrator.unregisterAgent("a", "Leaving");
    expect(await waiting).toMatchObject({ status: "completed", agentName: "Staying", result: "stayed" });
    leaving.release(0, "finished");
    expect(await running).toMatchObject({ status: "completed", agentName: "Leaving", result: "finished" });
  });

  test("fails waiting tasks when nobody of the type is left", async () => {
    const { orchestrator } = createHarness();
    const agent = createScriptedAgent({
      agentType: "code",
      name: "Last",
      maxConcurrency: 1,
      script: [hold()],
    });
    orchestrator.registerAgent(agent);
    const running = orchestrator.delegateTask({ agentType: "code", description: "runs" });
    const waiting = orchestrator.delegateTask({ agentType: "code", description: "waits" });
    orchestrator.unregisterAgent("code", "Last");
    expect(await waiting).toMatchObject({ status: "failed", error: "Agent code not registered" });
    agent.release(0, "finished");
    expect((await running).status).toBe("completed");
  });

  test("routes the next attempt of a task whose agent has left to another one, which counts its own attempts", async () => {
    const harness = createHarness();
    const { orchestrator, runtime } = harness;
    const leaving = createScriptedAgent({
      agentType: "a",
      name: "Leaving",
      priority: 9,
      script: [new Error("busy")],
    });
    const staying = createScriptedAgent({
      agentType: "a",
      name: "Staying",
      script: [new Error("not yet"), "done"],
    });
    orchestrator.registerAgent(leaving);
    orchestrator.registerAgent(staying);
    const retry = { attempts: 2, backoff: { initialMs: 100, jitter: 0 } };
    const settled = orchestrator.delegateTask({ agentType: "a", description: "x", retry });
    orchestrator.unregisterAgent("a", "Leaving");
    await runtime.advance(100);
    await runtime.advance(100);
    expect(await settled).toMatchObject({ status: "completed", agentName: "Staying", attempts: 3 });
    expect(staying.calls.map(({ attempt }) => attempt)).toEqual([1, 2]);
  });
});
