import { describe, expect, expectTypeOf, test } from "vitest";
import type { Task, TaskSpec } from "../../src/index.ts";
import { orchestrator } from "../support/typed-orchestrator.ts";

describe("lists of tasks that are built", () => {
  test("compile with a type that is any text", async () => {
    const names = ["React", "Vue"];
    const built = names.map((name) => ({ agentType: "counter", description: name, input: { text: 3 } }));
    const specs: readonly TaskSpec[] = built;
    expectTypeOf(await orchestrator.executeParallel(built)).toEqualTypeOf<readonly Task[]>();
    expectTypeOf(await orchestrator.executeParallel(specs)).toEqualTypeOf<readonly Task[]>();
    const mixed = await orchestrator.executeParallel([
      ...built,
      { agentType: "counter", description: "x", input: { text: "t" } },
    ]);
    expect(mixed).toHaveLength(3);
  });

  test("are checked where they are built within the call", async () => {
    const tasks = await orchestrator.executeParallel(
      ["React", "Vue"].map((claim) => ({
        agentType: "knowledge",
        description: "x",
        input: { type: "verify", claim, depth: "quick", range: [1, "days"] },
      })),
    );
    expectTypeOf(tasks).toEqualTypeOf<readonly Task<unknown, string>[]>();
    await orchestrator.executeSequential(
      ["React"].map((name) => ({
        agentType: "knowledge",
        description: name,
        input: (previous) => ({ type: "verify", claim: `${name} ${previous.length}`, depth: "deep" }),
      })),
    );
    await orchestrator.executeParallel(
      // @ts-expect-error -- neither "quick" nor "deep"
      ["React"].map((claim) => ({
        agentType: "knowledge",
        description: "x",
        input: { type: "verify", claim, depth: "deeper" },
      })),
    );
    const constant = { agentType: "counter", description: "x", input: { text: "t", ignore: ["a"] } } as const;
    expect(await orchestrator.executeParallel([constant, { ...constant, id: "b" }])).toHaveLength(2);
    expect(tasks).toHaveLength(2);
  });
});
