import { type Plan, type Task, type TaskSpec } from "@convoke/core";
import { createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createWorld } from "./two-lives.ts";

const work = (description: string) => ({ agentType: "work", description });
const echo = () =>
  createScriptedAgent({ agentType: "work", script: [({ description, input }) => input ?? description] });
const holding = () => createScriptedAgent({ agentType: "work", script: [hold()] });

const sum = (results: readonly unknown[]) => results.join("+");
const sameLetter = (left: unknown, right: unknown) => String(left)[0] === String(right)[0];
const takeKey = (result: unknown) => (result as { key?: string }).key;
const nothing = () => ({ key: "computed" });
const last = (previous: readonly Task[]) => `after ${String(previous.at(-1)?.result)}`;
const functions = { sum, sameLetter, takeKey, nothing, last };

const plans: readonly (readonly [string, Plan, object, string])[] = [
  [
    "the input of a task",
    { strategy: "task", task: { ...work("a"), input: nothing } },
    { result: { key: "computed" } },
    "task.input",
  ],
  [
    "inputs of a sequence",
    { strategy: "sequential", tasks: [work("a"), { ...work("b"), input: last }] },
    [{ result: "a" }, { result: "after a" }],
    "tasks[1].input",
  ],
  [
    "inputs of parallel tasks",
    { strategy: "parallel", tasks: [{ ...work("a"), input: nothing }, work("b")] },
    [{ result: { key: "computed" } }, { result: "b" }],
    "tasks[0].input",
  ],
  [
    "inputs of a graph",
    {
      strategy: "graph",
      tasks: [
        { ...work("a"), id: "a" },
        { ...work("b"), id: "b", dependsOn: ["a"], input: last },
      ],
    },
    [{ result: "a" }, { result: "after a" }],
    "tasks[1].input",
  ],
  [
    "an aggregation",
    { strategy: "hierarchical", mainTask: "m", subtasks: [work("a"), work("b")], aggregationStrategy: sum },
    { result: "a+b" },
    "aggregationStrategy",
  ],
  [
    "a select of a hierarchical run, and inputs",
    {
      strategy: "hierarchical",
      mainTask: "m",
      subtasks: [
        { ...work("a"), input: nothing },
        { ...work("b"), input: nothing },
      ],
      aggregationStrategy: "vote",
      select: takeKey,
    },
    { result: { key: "computed" } },
    "select",
  ],
  [
    "an equivalence",
    { strategy: "consensus", task: "?", agents: ["work", "work"], minAgreement: 1, equivalence: sameLetter },
    { consensus: true },
    "equivalence",
  ],
  [
    "a select of a consensus, and its input",
    {
      strategy: "consensus",
      task: "?",
      agents: ["work", "work"],
      minAgreement: 1,
      select: takeKey,
      input: nothing,
    },
    { consensus: true, votes: [{ answer: "computed" }, { answer: "computed" }] },
    "select",
  ],
];

describe("functions", () => {
  test.each(plans)(
    "lets a durable plan hold %s: as in its first life, so when it is resumed",
    async (_what, plan, outcome) => {
      const world = createWorld();
      const whole = world.start([echo()], { functions });
      expect(await whole.orchestrator.startRun(plan, { id: "whole" }).settled).toMatchObject(outcome);
      const first = world.start([holding()], { functions });
      first.orchestrator.startRun(plan, { id: "run" });
      await first.runtime.advance(0);
      const { handles } = await world.takeUp([echo()], { functions });
      expect(await handles[0].settled).toMatchObject(outcome);
      // Asked later, in a process that has them as well.
      expect(await world.start([], { functions }).orchestrator.findOutcome("run")).toMatchObject(outcome);
    },
  );

  test.each(plans)(
    "parks a run whose plan holds %s where it is missing; it goes on where it is not",
    async (_what, plan, outcome, path) => {
      const world = createWorld();
      const first = world.start([holding()], { functions });
      first.orchestrator.startRun(plan, { id: "run" });
      await first.runtime.advance(0);
      const agent = echo();
      const { orchestrator, handles } = await world.takeUp([agent]);
      for (const { settled } of [...handles, ...(await orchestrator.resume())])
        await expect(settled).rejects.toMatchObject({
          code: "not_registered",
          message: expect.stringMatching(
            /^Run run is parked: Function "\w+" not registered, which the plan holds at ".*": pass it in new Orchestrator\(\{ functions \}\)\. It goes on/,
          ) as string,
        });
      expect(agent.calls).toEqual([]);
      expect(await world.store.load("run")).toMatchObject({
        status: "running",
        plan: { functions: { [path]: expect.any(String) as string } },
      });
      const [handle] = await world.start([echo()], { functions }).orchestrator.resume();
      expect(await handle.settled).toMatchObject(outcome);
      await expect(orchestrator.findOutcome("run")).rejects.toMatchObject({ code: "not_registered" });
    },
  );

  test("that are not registered are refused before the run starts, with what to do", async () => {
    const world = createWorld();
    const { orchestrator } = world.start([echo()], { functions: { sum } });
    const run = orchestrator.executeSequential([work("a"), { ...work("b"), input: last }], { id: "run" });
    await expect(run).rejects.toMatchObject({
      code: "not_serializable",
      details: { path: "tasks[1].input" },
      message:
        'A durable run cannot hold the value at "tasks[1].input" (a function cannot be written as JSON): use data only, e.g. ' +
        "fromTask(…) instead of a function, or register the function by name, new Orchestrator({ functions: { name: fn } })",
    });
    expect(await world.store.load("run")).toBeUndefined();
  });

  test("within a value are refused also when they are registered: nobody would call them", async () => {
    const { orchestrator } = createWorld().start([echo()], { functions });
    const task: TaskSpec = { ...work("a"), input: { deep: [sum] } };
    await expect(orchestrator.delegateTask(task)).rejects.toMatchObject({
      message: expect.not.stringContaining("register") as string,
      details: { path: "task.input.deep[0]" },
    });
  });

  test.each([[[]], [{ sum: "sum" }], [null], [sum]])("refuses %j", (bad) => {
    expect(() => createWorld().start([], { functions: bad as never })).toThrow(
      expect.objectContaining({
        code: "invalid_argument",
        message: expect.stringContaining("functions") as string,
      }),
    );
  });
});
