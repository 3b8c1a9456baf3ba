import { createIndex } from "@convoke/agents-knowledge";
import { describe, expect, expectTypeOf, test } from "vitest";
import * as core from "@convoke/core";
import * as convoke from "./index.ts";

const { Orchestrator, registerAllAgents } = convoke;

describe("registerAllAgents", () => {
  test("registers a knowledge agent, a planner and a browser agent", () => {
    const orchestrator = new Orchestrator();
    registerAllAgents(orchestrator);
    expect(orchestrator.findAgents().map(({ agentType }) => agentType)).toEqual(
      expect.arrayContaining(["knowledge", "planner", "browser"]),
    );
    expect(orchestrator.getStatistics()).toMatchObject({ registeredAgents: 3, agentTypes: 3 });
  });

  test("hands each agent its options", async () => {
    const orchestrator = new Orchestrator();
    const index = createIndex([
      { file: "hours.md", text: "# Hours\n\nThe shop opens at nine in the morning." },
    ]);
    registerAllAgents(orchestrator, {
      knowledge: { index, name: "Clerk" },
      planner: { name: "Foreman" },
      browser: { name: "Walker" },
    });
    const task = await orchestrator.delegateTask({
      agentType: "knowledge",
      description: "When does the shop open in the morning?",
    });
    expect(task).toMatchObject({
      status: "completed",
      agentName: "Clerk",
      result: { answer: "The shop opens at nine in the morning." },
    });
    expect(orchestrator.findAgents({ agentType: "planner" })[0].name).toBe("Foreman");
    expect(orchestrator.findAgents({ agentType: "browser" })[0].name).toBe("Walker");
  });

  test("takes an orchestrator that declares agents of its own, and leaves its types as they are", async () => {
    const counter = {
      agentType: "counter",
      name: "Counter",
      description: "Counts letters",
      capabilities: [],
      executor: ({ input }) => ({ letters: input.text.length }),
    } satisfies convoke.Agent<{ text: string }>;
    const orchestrator = new Orchestrator({ agents: { counter } });
    registerAllAgents(orchestrator);
    const task = await orchestrator.delegateTask({
      agentType: "counter",
      description: "Count",
      input: { text: "abc" },
    });
    expectTypeOf(task.result).toEqualTypeOf<{ letters: number } | undefined>();
    expect(task.result).toEqual({ letters: 3 });
    expect(orchestrator.getStatistics().agentTypes).toBe(4);
  });

  test.each<[string, unknown, unknown, string]>([
    ["no orchestrator", undefined, undefined, "registerAllAgents: pass the orchestrator first"],
    ["options in its place", { knowledge: {} }, undefined, "pass the orchestrator first"],
    [
      "options that are null",
      new Orchestrator(),
      null,
      "the options must be an object { knowledge, planner, browser, model }",
    ],
    [
      "the options of one agent",
      new Orchestrator(),
      { folder: "docs" },
      'unknown option "folder": use knowledge, planner and browser',
    ],
  ])("refuses %s and says what to do", (_, orchestrator, options, message) => {
    expect(() => registerAllAgents(orchestrator as never, options as object)).toThrow(
      expect.objectContaining({ code: "invalid_argument", message: expect.stringContaining(message) }),
    );
    if (orchestrator instanceof Orchestrator) expect(orchestrator.findAgents()).toEqual([]);
  });

  test("registers nothing when one of the names is taken", () => {
    const orchestrator = new Orchestrator();
    registerAllAgents(orchestrator, { knowledge: { name: "First" } });
    expect(() => registerAllAgents(orchestrator, { knowledge: { name: "Second" } })).toThrow(
      expect.objectContaining({ code: "duplicate_agent" }),
    );
    expect(orchestrator.findAgents().map(({ name }) => name)).not.toContain("Second");
  });
});

test("convoke hands on everything that core exports", () => {
  expect(convoke).toMatchObject({ ...core });
});
