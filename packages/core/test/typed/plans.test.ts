import { describe, expect, expectTypeOf, test } from "vitest";
import {
  type AgentMap,
  AgentType,
  fromTask,
  type InputFunction,
  literal,
  Orchestrator,
  type Task,
  type TaskSpec,
} from "../../src/index.ts";
import { counter, listStatuses, orchestrator, planner } from "../support/typed-orchestrator.ts";

describe("tasks of a plan, with `new Orchestrator({ agents })`,", () => {
  test("take what their agents take, with references and literals anywhere in it", async () => {
    const tasks = await orchestrator.executeGraph([
      { id: "a", agentType: "counter", description: "x", input: { text: "t", ignore: ["a"] } },
      {
        agentType: "counter",
        description: "x",
        input: { text: fromTask("a"), ignore: [fromTask("a"), "b"] },
      },
      { agentType: "counter", description: "x", input: fromTask("a") },
      { agentType: "planner", description: "x", input: { goal: "g", steps: "4" } },
      { agentType: "knowledge", description: "x", input: { type: "search", query: fromTask("a") } },
      {
        agentType: AgentType.KNOWLEDGE,
        description: "x",
        input: { type: "verify", claim: "c", depth: fromTask("a"), since: new Date(0), range: [1, "days"] },
      },
      { agentType: "keeper", description: "x", input: { data: [{ deep: [fromTask("a"), null, 1] }] } },
      { agentType: "keeper", description: "x", input: { data: literal({ $fromTask: "of old" }) } },
    ]);
    expectTypeOf(tasks[1].result).toEqualTypeOf<{ words: number } | undefined>();
    expectTypeOf(tasks[5].result).toEqualTypeOf<string | undefined>();
    expect(tasks).toHaveLength(8);
  });

  test("refuse another value, at the property that is wrong", async () => {
    await orchestrator.executeParallel([
      // @ts-expect-error -- a text is wanted
      { agentType: "counter", description: "x", input: { text: 3 } },
      // @ts-expect-error -- a text within a list is wanted
      { agentType: "counter", description: "x", input: { text: "", ignore: [3] } },
      // @ts-expect-error -- there is no such property
      { agentType: "counter", description: "x", input: { text: "", ignored: [] } },
      // @ts-expect-error -- goal is missing
      { agentType: "planner", description: "x", input: { steps: 4 } },
      // @ts-expect-error -- not a text, but an object
      { agentType: "planner", description: "x", input: "goal" },
      // @ts-expect-error -- neither "quick" nor "deep"
      { agentType: "knowledge", description: "x", input: { type: "verify", claim: "", depth: "deeper" } },
      // @ts-expect-error -- who verifies needs a claim
      { agentType: "knowledge", description: "x", input: { type: "verify", query: "" } },
      // @ts-expect-error -- a function is no JSON
      { agentType: "keeper", description: "x", input: { data: [{ deep: () => 1 }] } },
      // @ts-expect-error -- neither agent takes it
      { agentType: "voter", description: "x", input: { a: 1 } },
    ]);
    const tasks = await orchestrator.executeParallel([
      {
        agentType: "counter",
        description: "x",
        input: {
          // @ts-expect-error -- a text is wanted
          text: 3,
        },
      },
      {
        agentType: "planner",
        description: "x",
        // @ts-expect-error -- goal is missing
        input: { steps: 4 },
      },
    ]);
    expect(tasks).toHaveLength(2);
    const misspelt = orchestrator.executeParallel([
      {
        agentType: "counter",
        description: "x",
        // @ts-expect-error -- no option of a task
        timeoutMS: 3,
      },
    ]);
    await expect(misspelt).rejects.toMatchObject({ code: "invalid_argument" });
  });

  test("may do without an input", async () => {
    const tasks = await orchestrator.executeParallel([
      { agentType: "counter", description: "x" },
      { agentType: "planner", description: "x", input: undefined },
      { agentType: "knowledge", description: "x", input: () => undefined },
    ]);
    expect(listStatuses(tasks)).toEqual(["completed", "completed", "completed"]);
  });

  test("take the input of any agent of their type", async () => {
    const tasks = await orchestrator.executeParallel([
      { agentType: "voter", description: "x", input: { a: "a" } },
      { agentType: "voter", description: "x", input: { b: 1 } },
    ]);
    expectTypeOf(tasks[0].result).toEqualTypeOf<"yes" | 1 | string | number | undefined>();
    expect(listStatuses(tasks)).toEqual(["completed", "completed"]);
  });

  test("take anything for types that were not declared, for capabilities and for agents that take anything", async () => {
    const spec: TaskSpec = { agentType: "knowledge", description: "x", input: 3 };
    const handOn: InputFunction = (previous) => previous[0]?.result;
    const tasks = await orchestrator.executeSequential([
      { agentType: "counter", description: "x", input: { text: "t" } },
      { agentType: "third-party", description: "x", input: { text: 3 } },
      { capability: "count", description: "x", input: (previous) => previous.length },
      { agentType: "free", description: "x", input: (previous) => ({ last: previous[0].result }) },
      { agentType: "free", description: "x", input: handOn },
      spec,
    ]);
    expectTypeOf(tasks).toEqualTypeOf<
      readonly [Task<unknown, { words: number }>, Task, Task, Task, Task, Task]
    >();
    expect(tasks[3].input).toEqual({ last: { words: 1 } });
    const wide: Orchestrator<AgentMap> = new Orchestrator<AgentMap>({ agents: { counter } });
    expect(await wide.executeParallel([{ agentType: "counter", description: "x", input: 3 }])).toHaveLength(
      1,
    );
  });

  test("are checked after `registerAgent` too", async () => {
    const chained = new Orchestrator().registerAgent(counter).registerAgent(planner);
    const [count] = await chained.executeParallel([
      { agentType: "counter", description: "x", input: { text: "four" } },
      // @ts-expect-error -- a text is wanted
      { agentType: "planner", description: "x", input: { goal: 3 } },
    ]);
    expect(count.result?.words).toBe(4);
  });
});
