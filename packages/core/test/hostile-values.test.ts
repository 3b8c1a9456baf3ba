/* oxlint-disable unicorn/no-thenable -- values that pretend to be promises are what is tested here */
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { memoryStore, type StandardSchemaV1 } from "../src/index.ts";
import { createAgent, createGate, createHarness } from "./support/harness.ts";

const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const brand = Symbol.for("convoke.OrchestrationError");
const throwing = (): never => {
  throw new Error("boom");
};

/** What an executor may come up with: each of them is asked for something by whoever looks for a promise. */
const hostileResults: Readonly<Record<string, () => unknown>> = {
  "an object whose then throws when it is read": () => Object.defineProperty({}, "then", { get: throwing }),
  "a thenable that throws": () => ({ then: throwing }),
  "a revoked proxy": revoked,
};

const hostileErrors: Readonly<Record<string, () => unknown>> = {
  "a revoked proxy": revoked,
  "an imitation of an error whose code throws": () =>
    Object.defineProperty({ [brand]: true }, "code", { get: throwing }),
  "an error whose message is no text": () => Object.assign(new Error("x"), { message: { a: 1n } }),
  "an error whose message throws": () => Object.defineProperty(new Error("x"), "message", { get: throwing }),
};

describe.each([false, true])("with a store: %s", (durable) => {
  const createOptions = () => (durable ? { store: memoryStore() } : {});

  test.each(Object.entries(hostileResults))("%s as a result fails its task alone", async (_name, create) => {
    const { orchestrator } = createHarness(createOptions());
    orchestrator.registerAgent(createAgent("bad", create));
    orchestrator.registerAgent(createAgent("good", async () => "fine"));
    const steps = await orchestrator.executeSequential([
      { agentType: "good", description: "before" },
      { agentType: "bad", description: "x" },
      { agentType: "good", description: "after" },
    ]);
    expect(steps.map(({ status }) => status)).toEqual(["completed", "failed", "completed"]);
  });

  test.each(Object.entries(hostileErrors))(
    "%s, thrown or rejected, fails its task alone",
    async (_name, create) => {
      const { orchestrator } = createHarness(createOptions());
      orchestrator.registerAgent(
        createAgent("throws", () => {
          throw create();
        }),
      );
      orchestrator.registerAgent(createAgent("rejects", () => Promise.reject(create())));
      orchestrator.registerAgent(createAgent("good", () => "fine"));
      const tasks = ["throws", "rejects", "good"].map((agentType) => ({ agentType, description: "x" }));
      const steps = await orchestrator.executeSequential(tasks);
      expect(steps.map(({ status }) => status)).toEqual(["failed", "failed", "completed"]);
      for (const { error, failure } of steps.slice(0, 2)) {
        expect(error).toEqual(expect.any(String));
        expect(failure).toMatchObject({ code: "agent_failed", message: error });
      }
    },
  );
});

test("a promise is awaited for what it is: of another realm, of a subclass, with a then of its own", async () => {
  class Eager extends Promise<string> {}
  const { orchestrator } = createHarness();
  const promises: Readonly<Record<string, () => unknown>> = {
    foreign: () => runInNewContext("Promise.resolve('foreign')"),
    eager: () => Eager.resolve("eager"),
    odd: () => Object.assign(Promise.resolve("odd"), { then: throwing }),
  };
  orchestrator.registerAgent(createAgent("a", ({ description }) => promises[description]()));
  const names = Object.keys(promises);
  const tasks = await orchestrator.executeParallel(
    names.map((description) => ({ agentType: "a", description })),
  );
  expect(tasks.map(({ result }) => result)).toEqual(names);
});

test("a reservation that is settled badly, and not awaited, does not end the process", async () => {
  const { orchestrator } = createHarness();
  orchestrator.registerAgent(
    createAgent("a", async (_, { budget }) => {
      const reservation = await budget.reserve({ costUsd: 1 });
      void reservation.settle({ costUsd: Number.NaN });
      return "done";
    }),
  );
  expect(await orchestrator.delegateTask({ agentType: "a", description: "x" })).toMatchObject({
    status: "completed",
  });
});

test("a router that cancels the run it is asked for starts nothing in it", async () => {
  let started = 0;
  const { orchestrator } = createHarness({
    router: {
      choose(candidates) {
        void orchestrator.cancel("run");
        return candidates[0];
      },
    },
  });
  orchestrator.registerAgent(createAgent("a", () => ++started));
  const task = await orchestrator.delegateTask({ agentType: "a", description: "x", id: "run" });
  expect(task).toMatchObject({ status: "cancelled", attempts: 0 });
  expect(started).toBe(0);
});

test("an executor behind a schema does not start once its task was stopped", async () => {
  const { orchestrator, runtime } = createHarness();
  const { opened, open } = createGate();
  const log: string[] = [];
  const inputSchema: StandardSchemaV1<unknown, unknown> = {
    "~standard": { version: 1, vendor: "test", validate: (value) => opened.then(() => ({ value })) },
  };
  orchestrator.registerAgent({ ...createAgent("a", () => log.push("started")), inputSchema });
  const settled = orchestrator.delegateTask({ agentType: "a", description: "x", timeoutMs: 5 });
  await runtime.advance(2_000);
  expect(await settled).toMatchObject({ status: "failed", failure: { code: "timeout" } });
  open();
  await runtime.advance(0);
  expect(log).toEqual([]);
});

test("a child does not start when what its parent sets free stops the parent", async () => {
  const { orchestrator } = createHarness();
  const log: string[] = [];
  orchestrator.registerAgent(createAgent("research", () => log.push("child starts")));
  orchestrator.registerAgent(
    createAgent(
      "pool",
      ({ description }, { delegate }) => {
        if (description === "bad") throw new Error("bad");
        return Promise.resolve().then(() => delegate({ agentType: "research", description }));
      },
      { maxConcurrency: 1 },
    ),
  );
  const outcome = await orchestrator.executeHierarchical({
    mainTask: "m",
    onFailure: "stop",
    subtasks: ["good", "bad"].map((description) => ({ agentType: "pool", description })),
  });
  expect(outcome.status).toBe("failed");
  expect(log).toEqual([]);
});

test("a tree of thousands of levels can be cancelled", async () => {
  const { orchestrator, runtime } = createHarness({ budget: { maxDepth: 10_000 } });
  orchestrator.registerAgent(
    createAgent("a", ({ input }, { delegate }) => {
      const level = input as number;
      return level === 0
        ? new Promise(() => {})
        : delegate({ agentType: "a", key: "k", description: "x", input: level - 1 });
    }),
  );
  const { settled, cancel } = orchestrator.startTask({ agentType: "a", description: "x", input: 2_000 });
  await runtime.advance(0);
  const cancelled = cancel();
  await runtime.advance(1_000);
  await cancelled;
  expect(await settled).toMatchObject({ status: "cancelled" });
  expect(await orchestrator.delegateTask({ agentType: "b", description: "x" })).toMatchObject({
    error: "Agent b not registered",
  });
});

test.each([false, true])(
  "a listener whose error refuses to be shown is told what follows; asynchronous: %s",
  async (isAsync) => {
    const warned = new Promise<Error>((resolve) => process.once("warning", resolve));
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("a", () => 1));
    let told = 0;
    const errors = [
      revoked(),
      Object.defineProperty(new Error("x"), "stack", { get: throwing }),
      Object.defineProperty(new Error("x"), "message", { get: throwing }),
    ];
    orchestrator.subscribe(() => {
      const error = errors[told++ % errors.length];
      if (isAsync) return Promise.reject(error);
      throw error;
    });
    for (let run = 0; run < 3; run++) await orchestrator.delegateTask({ agentType: "a", description: "x" });
    expect((await warned).name).toBe("ConvokeListenerWarning");
    expect(told).toBe(15);
  },
);

describe("a promise where none is wanted", () => {
  const refuse = async (): Promise<never> => {
    throw new Error("nobody waits for this");
  };

  test("that a router answers with is no candidate, and its rejection ends nothing", async () => {
    const { orchestrator } = createHarness({ router: { choose: refuse as never } });
    for (const name of ["A", "B"]) orchestrator.registerAgent(createAgent("a", () => 1, { name }));
    expect(await orchestrator.delegateTask({ agentType: "a", description: "x" })).toMatchObject({
      failure: { code: "agent_unavailable" },
    });
    const vote = { task: "?", agents: ["a", "a"], minAgreement: 1 };
    expect(await orchestrator.executeConsensus(vote)).toMatchObject({ consensus: false });
  });

  test("that an equivalence answers with is refused, and its rejection ends nothing", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("a", () => 1));
    const vote = { task: "?", agents: ["a", "a"], minAgreement: 1, equivalence: refuse as never };
    await expect(orchestrator.executeConsensus(vote)).rejects.toMatchObject({ code: "invalid_argument" });
  });

  test("of an aggregation is awaited for what it is, whatever stands on it", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("a", () => 1));
    const outcome = await orchestrator.executeHierarchical({
      mainTask: "m",
      subtasks: [{ agentType: "a", description: "x" }],
      aggregationStrategy: () => Object.assign(Promise.resolve("sum"), { then: throwing }),
    });
    expect(outcome).toMatchObject({ status: "completed", result: "sum" });
  });
});

test("the cause of a failed aggregation is reachable, and no part of the data", async () => {
  const { orchestrator } = createHarness();
  orchestrator.registerAgent(createAgent("a", () => 1));
  const { failure } = await orchestrator.executeHierarchical({
    mainTask: "m",
    subtasks: [{ agentType: "a", description: "x" }],
    aggregationStrategy: throwing,
  });
  expect(Object.keys(failure!)).toEqual(["code", "message"]);
  expect(failure!.cause).toMatchObject({ message: "boom" });
});
