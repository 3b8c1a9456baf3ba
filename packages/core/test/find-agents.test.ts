import { describe, expect, test } from "vitest";
import type { Orchestrator } from "../src/index.ts";
import { createAgent, createCapability, createHarness } from "./support/harness.ts";

const noop = (): undefined => undefined;

describe("findAgents", () => {
  function createSearchers(): Orchestrator {
    const { orchestrator } = createHarness();
    const search = createCapability("search", { inputTypes: ["query", "limit"], outputTypes: ["results"] });
    const verify = createCapability("verify", { inputTypes: ["claim"], outputTypes: ["verdict", "results"] });
    const add = (type: string, name: string, priority: number, capabilities = [search]): void => {
      orchestrator.registerAgent(createAgent(type, noop, { name, priority, capabilities, version: "1.2.3" }));
    };
    add("web", "Low", 1);
    add("web", "High", 9);
    add("wiki", "Verifier", 5, [search, verify]);
    add("wiki", "Silent", 5, []);
    return orchestrator;
  }

  test.each([
    ["everything, the preferred first over all types", {}, ["High", "Verifier", "Silent", "Low"]],
    ["agentType, the preferred first", { agentType: "web" }, ["High", "Low"]],
    ["capability", { capability: "verify" }, ["Verifier"]],
    ["one input type", { inputTypes: ["query"] }, ["High", "Verifier", "Low"]],
    [
      "a capability of two types, in the order of routing",
      { capability: "search" },
      ["High", "Verifier", "Low"],
    ],
    ["all input types", { inputTypes: ["query", "claim"] }, []],
    ["output types", { outputTypes: ["results", "verdict"] }, ["Verifier"]],
    ["a capability and types that must be its own", { capability: "search", outputTypes: ["verdict"] }, []],
    [
      "every field at once",
      { agentType: "wiki", capability: "verify", inputTypes: ["claim"], outputTypes: ["verdict"] },
      ["Verifier"],
    ],
    ["a type nobody has", { agentType: "code" }, []],
    ["a capability nobody has", { capability: "fly" }, []],
  ])("finds by %s", (_, query, names) => {
    expect(
      createSearchers()
        .findAgents(query)
        .map(({ name }) => name),
    ).toEqual(names);
  });

  test("answers with descriptions that can be sent: no code in them", () => {
    const [found] = createSearchers().findAgents({ agentType: "web" });
    expect(found).toMatchObject({ agentType: "web", name: "High", version: "1.2.3", priority: 9 });
    expect(Object.values(found).some((value) => typeof value === "function")).toBe(false);
    expect("executor" in found).toBe(false);
  });
});

describe("context.findAgents", () => {
  test("tells an executor who is there, as the orchestrator tells its owner", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("code", noop, { name: "Coder", maxConcurrency: 2 }));
    orchestrator.registerAgent(
      createAgent("asking", async (_, { findAgents }) => [
        await findAgents({ agentType: "code" }),
        await findAgents(),
      ]),
    );
    const { result } = await orchestrator.delegateTask({ agentType: "asking", description: "Who is there?" });
    expect(result).toEqual([orchestrator.findAgents({ agentType: "code" }), orchestrator.findAgents()]);
  });

  test("rejects for a query that cannot be asked, and once the task was stopped", async () => {
    const { orchestrator } = createHarness();
    const refused: unknown[] = [];
    const isAsking = Promise.withResolvers<void>();
    orchestrator.registerAgent(
      createAgent("asking", async (_, { findAgents, signal }) => {
        await findAgents({ agentTipe: "code" } as object).catch((error: unknown) => refused.push(error));
        const isStopped = new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
        isAsking.resolve();
        await isStopped;
        await findAgents().catch((error: unknown) => refused.push(error));
      }),
    );
    const asked = orchestrator.startTask({ agentType: "asking", description: "Who is there?" });
    await isAsking.promise;
    await orchestrator.cancel(asked.taskId, "enough");
    expect(refused).toMatchObject([
      { code: "invalid_argument", message: expect.stringContaining("agentTipe") },
      { code: "cancelled" },
    ]);
  });
});
