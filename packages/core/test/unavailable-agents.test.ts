import { describe, expect, test } from "vitest";
import { type TaskSpec } from "../src/index.ts";
import { createAgent, createCapability, createHarness } from "./support/harness.ts";

describe("who is not there", () => {
  test.each<[string, Partial<TaskSpec>, string]>([
    [
      "an agent without the capability",
      { agentType: "k", agentName: "The k", capability: "serch" },
      'Agent k "The k" does not offer capability "serch"; did you mean "search"?',
    ],
    [
      "a name that nobody with the capability has",
      { capability: "search", agentName: "Z" },
      'No agent named "Z" offers capability "search"',
    ],
    ["a name that nobody of the type has", { agentType: "k", agentName: "Z" }, 'Agent k "Z" not registered'],
    [
      "a capability of another type",
      { agentType: "other", capability: "search" },
      'No agent offers capability "search" of type other',
    ],
    ["a fallback that nobody is", { agentType: "failing", fallback: ["nobody"] }, "no luck"],
  ])("%s is told by its message", async (_case, spec, message) => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("k", () => 1, { capabilities: [createCapability("search")] }));
    orchestrator.registerAgent(createAgent("other", () => 1, { capabilities: [createCapability("read")] }));
    orchestrator.registerAgent(
      createAgent("failing", () => {
        throw new Error("no luck");
      }),
    );
    const task = await orchestrator.delegateTask({ description: "x", ...spec });
    expect(task).toMatchObject({ status: "failed", error: message });
  });

  test("a fallback to the own type is another agent of it", async () => {
    const { orchestrator } = createHarness();
    const fail = (): never => {
      throw new Error("no luck");
    };
    orchestrator.registerAgent(createAgent("k", fail, { name: "A", priority: 9 }));
    orchestrator.registerAgent(createAgent("k", () => "done", { name: "B" }));
    for (const spec of [{ agentName: "A" }, {}]) {
      const task = await orchestrator.delegateTask({
        agentType: "k",
        description: "x",
        fallback: ["k"],
        ...spec,
      });
      expect(task).toMatchObject({ status: "completed", agentName: "B", attempts: 2 });
    }
  });

  test("a depth without an end names the budget and the limit", async () => {
    const { orchestrator } = createHarness({ budget: { maxDepth: 1 } });
    orchestrator.registerAgent(
      createAgent("a", async (_, { delegate }) => {
        const { failure, result } = await delegate({ agentType: "a", description: "x" });
        return failure ?? result;
      }),
    );
    const { result } = await orchestrator.delegateTask({ agentType: "a", description: "x" });
    expect(result).toMatchObject({
      code: "budget_exceeded",
      message: expect.stringContaining("orchestrator is exceeded: maxDepth 1, by 1") as string,
      details: { budget: "the orchestrator", limit: "maxDepth", allowed: 1, by: 1 },
    });
  });
});

test("a voter whose agent leaves before its turn is asked of another", async () => {
  const { orchestrator } = createHarness();
  const agents = ["a", "b", "c"];
  const leave = (stay: string): void => {
    for (const name of agents) if (name !== stay) orchestrator.unregisterAgent("v", name);
  };
  let first = true;
  for (const name of agents) {
    orchestrator.registerAgent(
      createAgent(
        "v",
        () => {
          if (first) leave(name);
          first = false;
          return "yes";
        },
        { name },
      ),
    );
  }
  const outcome = await orchestrator.executeConsensus({
    task: "?",
    agents: ["v", "v", "v"],
    minAgreement: 1,
    concurrency: 1,
    earlyStop: "never",
  });
  expect(outcome).toMatchObject({ consensus: true, agreement: 1, distinctVoters: 1 });
});

test("each fallback to one type is an agent that has not tried yet, while there is one", async () => {
  const { orchestrator } = createHarness({ router: { choose: (candidates) => candidates[0] } });
  const asked: string[] = [];
  for (const name of ["A", "B", "C"]) {
    orchestrator.registerAgent(
      createAgent(
        "k",
        () => {
          asked.push(name);
          if (name !== "C") throw new Error("no luck");
          return "done";
        },
        { name },
      ),
    );
  }
  const spec = { agentType: "k", description: "x", fallback: ["k", "k"] };
  expect(await orchestrator.delegateTask(spec)).toMatchObject({ status: "completed", agentName: "C" });
  expect(asked).toEqual(["A", "B", "C"]);
});

test("an agent keeps its slot when an attempt cannot even begin", async () => {
  const { orchestrator, runtime } = createHarness();
  let isBroken = true;
  const broken = { ...createAgent("k", () => "done", { maxConcurrency: 1 }) };
  Object.defineProperty(broken, "version", {
    get() {
      if (isBroken) throw new Error("no version");
      return undefined;
    },
  });
  isBroken = false;
  orchestrator.registerAgent(broken);
  isBroken = true;
  await expect(orchestrator.delegateTask({ agentType: "k", description: "x" })).rejects.toMatchObject({
    message: "no version",
  });
  isBroken = false;
  await runtime.advance(5_000);
  expect(await orchestrator.delegateTask({ agentType: "k", description: "x" })).toMatchObject({
    result: "done",
  });
});
