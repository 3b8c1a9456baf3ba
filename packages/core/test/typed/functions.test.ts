import { describe, expect, expectTypeOf, test } from "vitest";
import { fromTask, Orchestrator, type Task } from "../../src/index.ts";
import { orchestrator } from "../support/typed-orchestrator.ts";

describe("functions as inputs", () => {
  test("know the records before them in a sequential run, each by its type", async () => {
    const tasks = await orchestrator.executeSequential([
      { agentType: "counter", description: "x", input: { text: "four" } },
      { agentType: "third-party", description: "x", input: (previous) => ({ plan: previous[0].result }) },
      {
        description: "x",
        input: (previous) => {
          expectTypeOf(previous[0].result).toEqualTypeOf<{ words: number } | undefined>();
          expectTypeOf(previous[1].result).toEqualTypeOf<unknown>();
          expectTypeOf(previous.at(-1)).toEqualTypeOf<Task | undefined>();
          return { goal: `${previous[0].result?.words} words`, steps: previous.length };
        },
        agentType: "planner",
      },
      {
        agentType: "knowledge",
        description: "x",
        input: (previous) => ({ type: "verify", claim: previous[2].result?.plan[0] ?? "", depth: "deep" }),
      },
    ]);
    expectTypeOf(tasks[2].result).toEqualTypeOf<{ plan: (string | undefined)[] } | undefined>();
    expect(tasks[3].input).toEqual({ type: "verify", claim: "4 words", depth: "deep" });
  });

  test("are called with a list of records everywhere else, and without declared agents", async () => {
    const isList = (previous: readonly Task[]) => ({ data: previous.length });
    const [task] = await orchestrator.executeGraph([
      {
        agentType: "keeper",
        description: "x",
        input(previous) {
          expectTypeOf(previous).toEqualTypeOf<readonly Task[]>();
          return isList(previous);
        },
      },
      { agentType: "keeper", description: "x", input: isList },
    ]);
    expect(task.input).toEqual({ data: 0 });
    await new Orchestrator().executeSequential([
      { agentType: "knowledge", description: "x" },
      {
        agentType: "code",
        description: "x",
        input: (previous) => {
          expectTypeOf(previous).toEqualTypeOf<readonly Task[]>();
          return { plan: previous[0].result };
        },
      },
    ]);
  });

  test("are refused when they return something else, a reference or a promise", async () => {
    const tasks = await orchestrator.executeSequential([
      { agentType: "counter", description: "x", input: { text: "t" } },
      // @ts-expect-error -- a text is wanted
      { agentType: "counter", description: "x", input: () => ({ text: 3 }) },
      // @ts-expect-error -- the count is no text, and may be missing
      { agentType: "counter", description: "x", input: (previous) => ({ text: previous[0].result?.words }) },
      // @ts-expect-error -- what a function returns is not searched for references
      { agentType: "counter", description: "x", input: () => ({ text: fromTask("0") }) },
      // @ts-expect-error -- nobody waits for a promise
      { agentType: "counter", description: "x", input: async () => ({ text: "t" }) },
    ]);
    expect(tasks[4].failure?.code).toBe("invalid_input");
  });
});
