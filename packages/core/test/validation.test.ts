import { describe, expect, test } from "vitest";
import type { TaskSpec } from "../src/index.ts";
import { catchError, createAgent, createHarness, expectNothingLeft } from "./support/harness.ts";

const bad: readonly (readonly [string, object, RegExp])[] = [
  ["no description", { description: undefined }, /description/],
  ["an empty description", { description: "" }, /description/],
  ["a description that is no text", { description: 3 }, /description/],
  ["neither type nor capability", { agentType: undefined }, /agentType or a capability/],
  ["an empty type", { agentType: "" }, /agentType/],
  ["a type that is no text", { agentType: 3 }, /agentType 3/],
  ["an empty capability", { capability: "" }, /capability/],
  ["an empty agent name", { agentName: "" }, /agentName/],
  ["an id with a slash", { id: "a/b" }, /id "a\/b" must be a non-empty string without "\/"/],
  ["an empty id", { id: "" }, /id ""/],
  ["an id that is no text", { id: 7 }, /id 7/],
  ["a key with a slash", { key: "a/b" }, /key "a\/b"/],
  ["strictness that is text", { strict: "yes" }, /strict "yes" must be true or false/],
  ["an id that no text can show", { id: 7n }, /id 7/],
  [
    "a name nobody knows",
    { timeout: 5 },
    /unknown option "timeout": use agentType, .*Did you mean "timeoutMs"\?/,
  ],
  ["another name nobody knows", { retries: 3 }, /unknown option "retries".*Did you mean "retry"\?/],
  [
    "a name that is like no other",
    { temperature: 1 },
    /unknown option "temperature": use agentType, .*signal\.$/,
  ],
  [
    "a retry with an unknown name",
    { retry: { attempts: 2, delayMs: 3 } },
    /retry has an unknown option "delayMs"/,
  ],
  [
    "a backoff with an unknown name",
    { retry: { attempts: 2, backoff: { initial: 3 } } },
    /retry.backoff has an unknown option "initial".*Did you mean "initialMs"/,
  ],
  ["a backoff of text", { retry: { attempts: 2, backoff: { factor: "2" } } }, /factor "2" must be a number/],
  ["dependsOn that is no list", { dependsOn: "a" }, /dependsOn/],
  ["a fallback that is no list", { fallback: "knowledge" }, /fallback must be a list/],
  ["a fallback to an empty type", { fallback: [""] }, /fallback/],
  ["a timeout of 0", { timeoutMs: 0 }, /timeoutMs 0 must be a number of milliseconds above 0/],
  ["a timeout that is no number", { timeoutMs: Number.NaN }, /timeoutMs NaN/],
  ["a timeout that is text", { timeoutMs: "5s" }, /timeoutMs "5s"/],
  ["a negative attempt timeout", { attemptTimeoutMs: -1 }, /attemptTimeoutMs -1/],
  ["no attempts", { retry: { attempts: 0 } }, /retry.attempts 0 must be a whole number from 1/],
  ["half an attempt", { retry: { attempts: 1.5 } }, /retry.attempts 1.5/],
  ["a retry without attempts", { retry: {} }, /retry.attempts undefined/],
  ["a retry that is a number", { retry: 3 }, /retry/],
  ["a retry that is null", { retry: null }, /retry/],
  ["a backoff that is null", { retry: { attempts: 2, backoff: null } }, /backoff/],
  ["a negative backoff", { retry: { attempts: 2, backoff: { initialMs: -1 } } }, /initialMs/],
  ["a shrinking backoff", { retry: { attempts: 2, backoff: { factor: 0.5 } } }, /factor 0.5/],
  ["a jitter above 1", { retry: { attempts: 2, backoff: { jitter: 1.1 } } }, /jitter 1.1/],
  ["a budget that is no object", { budget: 3 }, /budget/],
  ["a budget with an unknown limit", { budget: { maxCost: 3 } }, /unknown limit "maxCost": use maxCostUsd/],
  ["a negative budget", { budget: { maxCostUsd: -1 } }, /maxCostUsd -1/],
  ["a budget that is no number", { budget: { maxTasks: "3" } }, /maxTasks "3": use a number from 0/],
  ["a priority that is no number", { priority: Number.NaN }, /priority NaN/],
  ["a controller instead of its signal", { signal: new AbortController() }, /controller.signal/],
];

describe("a malformed task", () => {
  test.each(bad)("with %s is refused with a typed error before anything runs", async (_, change, message) => {
    const harness = createHarness();
    const { orchestrator } = harness;
    let calls = 0;
    orchestrator.registerAgent(
      createAgent("a", () => {
        calls += 1;
      }),
    );
    const spec = { agentType: "a", description: "x", ...change } as TaskSpec;
    const expected = { code: "invalid_argument", message: expect.stringMatching(message) };
    expect(await catchError(() => orchestrator.delegateTask(spec))).toMatchObject(expected);
    expect(await catchError(() => orchestrator.startTask(spec))).toMatchObject(expected);
    expect(
      await catchError(() => orchestrator.executeParallel([{ agentType: "a", description: "y" }, spec])),
    ).toMatchObject(expected);
    expect(calls).toBe(0);
    expect(orchestrator.getStatistics().totalTasks).toBe(0);
    expectNothingLeft(harness);
  });

  test.each(bad)("with %s is refused to an executor that delegates it", async (_, change, message) => {
    const { orchestrator } = createHarness();
    const spec = { agentType: "a", description: "x", ...change } as TaskSpec;
    orchestrator.registerAgent(createAgent("a", () => "ran"));
    orchestrator.registerAgent(createAgent("parent", (_task, { delegate }) => delegate(spec)));
    expect(await orchestrator.delegateTask({ agentType: "parent", description: "x" })).toMatchObject({
      status: "failed",
      error: expect.stringMatching(message),
      failure: { code: "invalid_argument" },
    });
  });

  test("is refused whatever it inherits its options from", async () => {
    const { orchestrator } = createHarness();
    class Mistaken {
      readonly agentType = "a";
      readonly description = "x";
      get timeoutMs(): number {
        return -1;
      }
    }
    expect(await catchError(() => orchestrator.delegateTask(new Mistaken()))).toMatchObject({
      code: "invalid_argument",
      message: expect.stringContaining("timeoutMs -1"),
    });
  });

  test("that is no task at all is refused", async () => {
    const { orchestrator } = createHarness();
    for (const spec of [undefined, null, "research", 3]) {
      expect(await catchError(() => orchestrator.delegateTask(spec as unknown as TaskSpec))).toMatchObject({
        code: "invalid_argument",
      });
    }
  });

  test("rejects from delegateTask rather than throwing at once, and throws from startTask", async () => {
    const { orchestrator } = createHarness();
    const spec = { agentType: "a", description: "" };
    await expect(orchestrator.delegateTask(spec)).rejects.toThrow("description");
    expect(() => orchestrator.startTask(spec)).toThrow("description");
  });
});

describe("the caller's options", () => {
  test("are never changed", async () => {
    const { orchestrator, runtime } = createHarness();
    orchestrator.registerAgent(
      createAgent("a", () => {
        throw new Error("no");
      }),
    );
    orchestrator.registerAgent(createAgent("b", ({ input }) => input));
    const spec = deepFreeze({
      agentType: "a",
      description: "x",
      input: { list: [1, { deep: true }] },
      retry: { attempts: 2, backoff: { initialMs: 0 } },
      fallback: ["b"],
      budget: { maxTasks: 3 },
      timeoutMs: 1_000,
    });
    const settled = orchestrator.delegateTask(spec);
    await runtime.advance(0);
    expect(await settled).toMatchObject({
      status: "completed",
      agentType: "b",
      result: { list: [1, { deep: true }] },
    });
  });
});

function deepFreeze<Value extends object>(value: Value): Value {
  for (const part of Object.values(value)) if (typeof part === "object" && part !== null) deepFreeze(part);
  return Object.freeze(value);
}
