import { describe, expect, test } from "vitest";
import { type AgentContext, memoryStore, Orchestrator, OrchestrationError } from "../src/index.ts";
import { catchError, createAgent, createCapability, createHarness } from "./support/harness.ts";

/** An orchestrator as code without types sees it. */
type Untyped = Record<string, (...given: readonly unknown[]) => unknown>;

function createUntyped(): Untyped {
  const { orchestrator } = createHarness();
  orchestrator.registerAgent(createAgent("a", () => "done", { capabilities: [createCapability("c")] }));
  return new Proxy({} as Untyped, {
    get: (_, name) => (orchestrator as unknown as Untyped)[String(name)].bind(orchestrator),
  });
}

const task = { agentType: "a", description: "x" };
const consensus = { task: "t", agents: ["a"], minAgreement: 1 };
const nothing: readonly unknown[] = [undefined, null, 3, 7n, "text", Symbol("s"), true, [], {}, () => 1];

const promising: readonly (readonly [string, ...unknown[]])[] = [
  ["executeSequential", [task]],
  ["executeParallel", [task]],
  ["executeGraph", [task]],
  ["delegateTask"],
  ["executeSequential"],
  ["executeParallel"],
  ["executeHierarchical"],
  ["executeConsensus"],
  ["executeGraph"],
  ["answer"],
  ["answer", "task"],
  ["cancel"],
  ["cancel", "run"],
  ["findTask"],
];
const throwing: readonly (readonly [string, ...unknown[]])[] = [
  ["registerAgent"],
  ["unregisterAgent"],
  ["unregisterAgent", "a"],
  ["findAgents"],
  ["startTask"],
  ["startRun"],
  ["startRun", { strategy: "task", task }],
  ["estimate"],
  ["getTaskStatus"],
  ["subscribe"],
  ["subscribe", () => undefined],
  ["subscribe", () => undefined, {}],
  ["events"],
  ["events", {}],
];

describe("a call with something it cannot accept", () => {
  test.each(promising)(
    "rejects with a typed error from %s(%j …) and never throws",
    async (name, ...given) => {
      for (const value of nothing) {
        const promise = createUntyped()[String(name)](...given, value);
        expect(promise).toBeInstanceOf(Promise);
        await (promise as Promise<unknown>).catch((error: unknown) => expectMisuse(error));
      }
    },
  );

  test.each(throwing)("throws a typed error from %s(%j …)", (name, ...given) => {
    for (const value of nothing) {
      try {
        createUntyped()[String(name)](...given, value);
      } catch (error) {
        expectMisuse(error);
      }
    }
  });

  test.each<[string, readonly unknown[], string]>([
    ["executeHierarchical", [], "executeHierarchical: pass { mainTask, subtasks: [...] }"],
    ["executeHierarchical", [[task]], "executeHierarchical: pass { mainTask, subtasks: [...] }"],
    [
      "executeHierarchical",
      [{ task: "m", tasks: [task] }],
      "executeHierarchical: pass { mainTask, subtasks: [...] }",
    ],
    ["executeConsensus", [], "executeConsensus: pass { task, agents: [...], minAgreement }"],
    ["executeConsensus", [["a"]], "executeConsensus: pass { task, agents: [...], minAgreement }"],
    ["executeConsensus", [{ ...consensus, minAgreement: "0.7" }], 'not "0.7"'],
    [
      "executeConsensus",
      [{ ...consensus, equivalence: { type: "numeric", tolerence: 1 } }],
      'Did you mean "tolerance"?',
    ],
    ["executeSequential", [{ tasks: [task] }], "executeSequential: pass the list itself"],
    ["executeParallel", [], "executeParallel: pass a list of tasks, not undefined"],
    [
      "executeParallel",
      [[], null],
      "executeParallel: the options must be an object { id, signal, budget }, not null",
    ],
    ["executeSequential", [[], null], "executeSequential: the options must be an object"],
    [
      "executeParallel",
      [[], { maxConcurrency: 2 }],
      'unknown option "maxConcurrency": use tasks, concurrency, id, signal, budget. Did you mean "concurrency"?',
    ],
    ["executeParallel", [[], { tasks: [task] }], 'executeParallel: unknown option "tasks"'],
    ["executeGraph", [[], { strategy: "parallel" }], 'executeGraph: unknown option "strategy"'],
    [
      "executeSequential",
      [[], { concurrency: 2 }],
      'executeSequential: unknown option "concurrency": use id, signal, budget.',
    ],
    [
      "executeHierarchical",
      [{ mainTask: "m", subtasks: [task], strategy: "parallel" }],
      'unknown option "strategy"',
    ],
    [
      "executeHierarchical",
      [{ mainTask: "m", subtasks: [task], agregationStrategy: "vote" }],
      'Did you mean "aggregationStrategy"?',
    ],
    [
      "executeHierarchical",
      [{ mainTask: "m", subtasks: [task], onFailure: { quorum: 7n } }],
      "not { quorum: 7 }",
    ],
    ["executeConsensus", [{ ...consensus, weight: [1] }], 'Did you mean "weights"?'],
    ["startRun", [{ strategy: "task", task, concurrency: 2 }], 'unknown option "concurrency": use task'],
    ["startRun", [{ strategy: "parallel", tasks: [], id: "r" }], "use startRun(plan, { id })"],
    [
      "startRun",
      [{ strategy: "toString", tasks: [] }],
      'must be one of task, sequential, parallel, hierarchical, consensus, graph, not "toString"',
    ],
    ["startRun", [{ strategy: "constructor" }], 'not "constructor"'],
    ["startRun", [{ strategy: "__proto__" }], 'not "__proto__"'],
    ["startRun", [{ strategy: "paralel", tasks: [] }], 'Did you mean "parallel"?'],
    ["estimate", [{ strategy: "valueOf" }], 'not "valueOf"'],
    ["cancel", [undefined], "cancel: id must be a string, not undefined"],
    ["answer", [undefined, "key", 1], "answer: taskId must be a string, not undefined"],
    ["findTask", [7], "findTask: taskId must be a string, not 7"],
    ["getTaskStatus", [undefined], "getTaskStatus: taskId must be a string"],
    [
      "findAgents",
      [null],
      "findAgents: pass an object { agentType, capability, inputTypes, outputTypes }, not null",
    ],
    ["findAgents", [{ inputType: ["q"] }], 'Did you mean "inputTypes"?'],
    ["findAgents", [{ inputTypes: "q" }], "inputTypes must be a list of strings"],
    ["findAgents", [{ capability: 3 }], "capability 3 must be a string"],
  ])("%s, case %#, says what to do", async (name, given, message) => {
    const error = await catchError(() => createUntyped()[name](...given));
    expectMisuse(error);
    expect((error as Error).message).toContain(message);
  });

  test.each<[string, unknown, string]>([
    ["null", null, "the options must be an object, not null"],
    ["a list", [], "the options must be an object, not a list"],
    ["an unknown name", { maxConcurrency: 2 }, 'unknown option "maxConcurrency": use agents, engine'],
    ["a mistyped name", { budgett: { maxTasks: 1 } }, 'Did you mean "budget"?'],
    ["a type without an agent", { agents: { x: undefined } }, "An agent must be an object"],
    ["a hole among agents", { agents: { x: [null] } }, "An agent must be an object"],
    ["agents in a list", { agents: [] }, "agents must be an object { type: agent or [agents] }, not a list"],
    ["an empty engine", { engine: {} }, "engine has no method attach: it needs attach, close"],
    ["an engine of text", { engine: "local" }, 'engine must be an object, not "local"'],
    [
      "an engine with half a slot",
      { engine: { attach() {}, close() {}, concurrency: 0.5 } },
      "concurrency 0.5",
    ],
    ["an empty store", { store: {} }, "store has no method open"],
    [
      "a store without an archive",
      { store: { ...memoryStore(), find: undefined } },
      "store has no method find",
    ],
    [
      "a store that cannot list runs",
      { store: { ...memoryStore(), listRuns: undefined } },
      "store has no method listRuns",
    ],
    ["no store", { store: null }, "store must be an object, not null: leave it out"],
    ["an empty router", { router: {} }, "router has no method choose"],
    ["an empty runtime", { runtime: {} }, "runtime has no method now"],
    ["a number that is text", { leaseMs: "5" }, 'leaseMs "5" must be a number from 1'],
    ["a budget of text", { budget: { maxCostUsd: "5" } }, 'has maxCostUsd "5": use a number from 0'],
    ["a mistyped limit", { budget: { maxCost: 5 } }, 'Did you mean "maxCostUsd"?'],
  ])("new Orchestrator says what to do about %s", async (_, options, message) => {
    const error = await catchError(() => new Orchestrator(options as object));
    expectMisuse(error);
    expect((error as Error).message).toContain(message);
  });
});

describe("an executor's context", () => {
  test.each<[string, (context: AgentContext) => Promise<unknown>, RegExp]>([
    [
      "waitFor without a key",
      ({ waitFor }) => waitFor("", anything),
      /context.waitFor: the key must be a non-empty string, not ""/,
    ],
    ["waitFor by a number", ({ waitFor }) => waitFor(3 as never, anything), /context.waitFor: the key must/],
    [
      "waitFor without a schema",
      ({ waitFor }) => waitFor("key", undefined as never),
      /pass a Standard Schema/,
    ],
    ["step without a key", ({ step }) => step("", async () => 1), /context.step: the key must/],
    [
      "step without work",
      ({ step }) => step("key", undefined as never),
      /the work of "key" must be a function/,
    ],
  ])("refuses %s rather than wait for ever", async (_, call, message) => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("a", (_task, context) => call(context)));
    expect(await orchestrator.delegateTask({ ...task })).toMatchObject({
      status: "failed",
      error: expect.stringMatching(message),
      failure: { code: "invalid_argument" },
    });
  });
});

describe("after close", () => {
  test("registerAgent is refused: nobody would close the agent", async () => {
    const { orchestrator } = createHarness();
    await orchestrator.close();
    const error = await catchError(() => orchestrator.registerAgent(createAgent("a", () => 1)));
    expect(error).toMatchObject({ code: "closed" });
    expect(orchestrator.findAgents()).toEqual([]);
  });
});

const anything = {
  "~standard": { version: 1, vendor: "test", validate: (value: unknown) => ({ value }) },
} as const;

function expectMisuse(error: unknown): void {
  expect(OrchestrationError.is(error) ? "typed" : error).toBe("typed");
  expect((error as OrchestrationError).code).toBe("invalid_argument");
}
