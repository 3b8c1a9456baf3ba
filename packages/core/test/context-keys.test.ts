import { describe, expect, test } from "vitest";
import type { AgentContext } from "../src/index.ts";
import { createScriptedAgent, hold } from "../src/testing/index.ts";
import { createAgent, createHarness, expectNothingLeft, type Harness } from "./support/harness.ts";

const again = { attempts: 2, backoff: { initialMs: 0 } };

/** A parent that runs `work`, and fails its first attempt afterwards when it is asked to. */
function registerParent(
  { orchestrator }: Harness,
  work: (context: AgentContext) => Promise<unknown>,
  failFirst = false,
): void {
  orchestrator.registerAgent(
    createAgent("parent", async (_, context) => {
      const result = await work(context);
      if (failFirst && context.attempt === 1) throw new Error("first attempt");
      return result;
    }),
  );
}

describe("the key of a child", () => {
  test("reuses a completed child with the same key in a later attempt, and runs a failed one anew", async () => {
    const harness = createHarness();
    const good = createScriptedAgent({ agentType: "good", script: ["done"] });
    const flaky = createScriptedAgent({ agentType: "flaky", script: [new Error("no"), "now"] });
    harness.orchestrator.registerAgent(good);
    harness.orchestrator.registerAgent(flaky);
    registerParent(
      harness,
      ({ delegate }) =>
        Promise.all([
          delegate({ agentType: "good", key: "g", description: "x" }),
          delegate({ agentType: "flaky", key: "f", description: "x" }),
        ]).then((tasks) => tasks.map(({ result }) => result)),
      true,
    );
    const settled = harness.orchestrator.delegateTask({
      agentType: "parent",
      description: "x",
      retry: again,
    });
    await harness.runtime.advance(0);
    expect(await settled).toMatchObject({ status: "completed", result: ["done", "now"], attempts: 2 });
    expect([good.calls.length, flaky.calls.length]).toEqual([1, 2]);
    expectNothingLeft(harness);
  });

  test("joins a running child with the same key, in the first attempt and in later ones", async () => {
    const harness = createHarness();
    const leaf = createScriptedAgent({
      agentType: "leaf",
      script: [() => Promise.reject(new Error("no")), async () => "now"],
    });
    harness.orchestrator.registerAgent(leaf);
    const pairs: unknown[] = [];
    registerParent(
      harness,
      async ({ delegate }) => {
        const spec = { agentType: "leaf", key: "k", description: "x" };
        const [left, right] = await Promise.all([delegate(spec), delegate(spec)]);
        pairs.push([left.status, right.status]);
        return left === right;
      },
      true,
    );
    const settled = harness.orchestrator.delegateTask({
      agentType: "parent",
      description: "x",
      retry: again,
    });
    await harness.runtime.advance(0);
    expect(await settled).toMatchObject({ result: true });
    expect(pairs).toEqual([
      ["failed", "failed"],
      ["completed", "completed"],
    ]);
    expect(leaf.calls).toHaveLength(2);
    expectNothingLeft(harness);
  });

  test("fails a child whose key was used for another request, and leaves the first one alone", async () => {
    const harness = createHarness();
    harness.orchestrator.registerAgent(createAgent("leaf", ({ input }) => input));
    registerParent(harness, async ({ delegate }) => {
      const first = await delegate({ agentType: "leaf", key: "k", description: "x", input: 1 });
      const others = await Promise.all(
        [2, 3].map((input) => delegate({ agentType: "leaf", key: "k", description: "x", input })),
      );
      return [first, ...others].map(({ status, failure }) => failure?.code ?? status);
    });
    const { taskId, result } = await harness.orchestrator.delegateTask({
      agentType: "parent",
      description: "x",
    });
    expect(result).toEqual(["completed", "non_deterministic", "non_deterministic"]);
    expect(harness.orchestrator.getTaskStatus(`${taskId}/k`)).toMatchObject({
      status: "completed",
      result: 1,
    });
    expect(harness.orchestrator.getStatistics()).toMatchObject({ totalTasks: 4, tasksFailed: 2 });
  });

  test("gives unkeyed children a key by what they are asked and a number by occurrence", async () => {
    const harness = createHarness();
    harness.orchestrator.registerAgent(createAgent("leaf", ({ input }) => input));
    const ids: string[][] = [];
    registerParent(
      harness,
      async ({ delegate }) => {
        const specs = [1, 1, 2].map((input) => ({ agentType: "leaf", description: "x", input }));
        const tasks = await Promise.all(specs.map((spec) => delegate(spec)));
        ids.push(tasks.map(({ taskId }) => taskId.split("/")[1]));
      },
      true,
    );
    const settled = harness.orchestrator.delegateTask({
      agentType: "parent",
      description: "x",
      retry: again,
    });
    await harness.runtime.advance(0);
    await settled;
    const [[first, second, third]] = ids;
    expect(second).toBe(first.replace("#0", "#1"));
    expect(third).toMatch(/#0$/);
    expect(third).not.toBe(first);
    expect(ids[1]).toEqual(ids[0]);
    expect(harness.orchestrator.getStatistics().totalTasks).toBe(4);
  });

  test("never swaps identical children: the second attempt finds each result where it was", async () => {
    const harness = createHarness();
    const leaf = createScriptedAgent({ agentType: "leaf", script: [hold(), hold(), hold()] });
    harness.orchestrator.registerAgent(leaf);
    const seen: unknown[] = [];
    registerParent(
      harness,
      async ({ delegate }) => {
        const tasks = await Promise.all(
          [0, 1, 2].map(() => delegate({ agentType: "leaf", description: "same", input: "same" })),
        );
        seen.push(tasks.map(({ result }) => result));
      },
      true,
    );
    const settled = harness.orchestrator.delegateTask({
      agentType: "parent",
      description: "x",
      retry: again,
    });
    await leaf.called(3);
    for (const index of [2, 0, 1]) leaf.release(index, index);
    await harness.runtime.advance(0);
    await settled;
    expect(seen).toEqual([
      [0, 1, 2],
      [0, 1, 2],
    ]);
    expect(leaf.calls).toHaveLength(3);
  });

  test("does not mix concurrent branches of one executor, whatever order they come in", async () => {
    const harness = createHarness();
    const leaf = createScriptedAgent({ agentType: "leaf", script: [({ input }) => input] });
    harness.orchestrator.registerAgent(leaf);
    const results: unknown[] = [];
    registerParent(
      harness,
      async ({ delegate, attempt }) => {
        const branch = async (name: string, early: boolean): Promise<unknown> => {
          if (!early) await Promise.resolve();
          return (await delegate({ agentType: "leaf", description: "branch", input: name })).result;
        };
        results.push(await Promise.all([branch("left", attempt === 1), branch("right", attempt !== 1)]));
      },
      true,
    );
    const settled = harness.orchestrator.delegateTask({
      agentType: "parent",
      description: "x",
      retry: again,
    });
    await harness.runtime.advance(0);
    await settled;
    expect(results).toEqual([
      ["left", "right"],
      ["left", "right"],
    ]);
    expect(leaf.calls).toHaveLength(2);
  });
});
