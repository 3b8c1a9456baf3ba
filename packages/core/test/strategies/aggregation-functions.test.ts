import { type AggregationContext, type HierarchicalPlan, Orchestrator } from "@convoke/core";
import { createManualRuntime, createScriptedAgent, hold, recordEvents } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";

const plan = {
  strategy: "hierarchical",
  mainTask: "Sum up",
  subtasks: [
    { agentType: "echo", description: "a" },
    { agentType: "echo", description: "b" },
  ],
} as const;

type Aggregation = Extract<HierarchicalPlan["aggregationStrategy"], (...parts: never) => unknown>;

/** A run whose aggregation is pending; `answer` ends it, and `context` is what it was given. */
async function createPending(
  options: { readonly maxDurationMs?: number; readonly signal?: AbortSignal } = {},
) {
  const runtime = createManualRuntime();
  const orchestrator = new Orchestrator({ runtime });
  orchestrator.registerAgent(createScriptedAgent({ agentType: "echo", script: ["a", "b"] }));
  const recorder = recordEvents(orchestrator);
  const answer = Promise.withResolvers<unknown>();
  const { promise: called, resolve: call } = Promise.withResolvers<AggregationContext>();
  const aggregationStrategy: Aggregation = (_results, _tasks, context) => {
    call(context);
    return answer.promise;
  };
  const { maxDurationMs, signal } = options;
  const handle = orchestrator.startRun(
    { ...plan, aggregationStrategy },
    { signal, ...(maxDurationMs !== undefined && { budget: { maxDurationMs } }) },
  );
  const context = await called;
  return { runtime, orchestrator, recorder, handle, answer, context };
}

type Pending = Awaited<ReturnType<typeof createPending>>;

const controller = new AbortController();
const stops: readonly (readonly [
  string,
  Parameters<typeof createPending>[0],
  (pending: Pending) => unknown,
  object,
])[] = [
  [
    "cancelled by its handle",
    {},
    ({ handle }) => handle.cancel("changed my mind"),
    { status: "cancelled", failure: { code: "cancelled", message: "Cancelled: changed my mind" } },
  ],
  [
    "cancelled by id",
    {},
    ({ orchestrator, handle }) => orchestrator.cancel(handle.runId),
    { status: "cancelled", failure: { code: "cancelled" } },
  ],
  [
    "cancelled by its signal",
    { signal: controller.signal },
    () => controller.abort(new Error("the user left")),
    { status: "cancelled", failure: { code: "cancelled", message: "Cancelled: the user left" } },
  ],
  [
    "out of time",
    { maxDurationMs: 500 },
    ({ runtime }) => runtime.advance(500),
    { status: "failed", failure: { code: "budget_exceeded" } },
  ],
  [
    "closed with its orchestrator",
    {},
    ({ orchestrator }) => orchestrator.close(),
    { status: "cancelled", failure: { code: "closed" } },
  ],
];

describe("a pending aggregation function", () => {
  test.each(stops)(
    "ends with its run when that is %s, and is told why",
    async (_how, options, stop, ending) => {
      const pending = await createPending(options);
      const { handle, context, recorder, runtime, answer } = pending;
      expect(context.signal.aborted).toBe(false);
      await stop(pending);
      const outcome = await handle.settled;
      expect(outcome).toMatchObject({ ...ending, mainTask: "Sum up", failures: [], conflicts: [] });
      expect(outcome.result).toBeUndefined();
      expect(outcome.tasks.map(({ status, result }) => [status, result])).toEqual([
        ["completed", "a"],
        ["completed", "b"],
      ]);
      expect(context.signal.reason).toMatchObject({ code: outcome.failure?.code });
      expect(recorder.events.at(-1)).toMatchObject({ type: "run-settled", status: outcome.status });
      const before = structuredClone({ ...outcome, failure: undefined });
      answer.resolve("much too late");
      await runtime.advance(0);
      expect({ ...(await handle.settled), failure: undefined }).toEqual(before);
      expect(recorder.events.filter(({ type }) => type === "run-settled")).toHaveLength(1);
      expect(runtime.pendingTimers).toBe(0);
    },
  );

  test("that rejects because it was told ends its run as the stop does, not as a failure of its own", async () => {
    const { handle, context, answer, recorder } = await createPending();
    context.signal.addEventListener("abort", () => answer.reject(context.signal.reason));
    await handle.cancel("enough");
    expect(await handle.settled).toMatchObject({ status: "cancelled", failure: { code: "cancelled" } });
    expect(recorder.events.at(-1)).toMatchObject({ type: "run-settled", status: "cancelled" });
  });

  test("that nobody stops is waited for, and its signal never aborts", async () => {
    const { handle, context, answer, orchestrator } = await createPending();
    answer.resolve("a+b");
    expect(await handle.settled).toMatchObject({ status: "completed", result: "a+b" });
    await handle.cancel("too late");
    await orchestrator.close();
    expect(context.signal.aborted).toBe(false);
  });
});

describe("an aggregation function in a run that was stopped before", () => {
  async function cancelBefore(aggregate: Aggregation) {
    const orchestrator = new Orchestrator({ runtime: createManualRuntime() });
    const agent = createScriptedAgent({ agentType: "echo", script: ["a", hold()] });
    orchestrator.registerAgent(agent);
    const contexts: AggregationContext[] = [];
    const handle = orchestrator.startRun({
      ...plan,
      aggregationStrategy(results, tasks, context) {
        contexts.push(context);
        return aggregate(results, tasks, context);
      },
    });
    await agent.called(2);
    await handle.cancel("enough");
    expect(contexts.map(({ signal }) => signal.aborted)).toEqual([true]);
    return handle.settled;
  }

  test("may make something of what came, at once", async () => {
    const outcome = await cancelBefore((results) => results.join("+"));
    expect(outcome).toMatchObject({ status: "cancelled", result: "a", failure: { code: "cancelled" } });
  });

  test("is not waited for", async () => {
    const outcome = await cancelBefore(() => new Promise(() => {}));
    expect(outcome).toMatchObject({ status: "cancelled", failure: { code: "cancelled" } });
    expect(outcome.result).toBeUndefined();
  });

  test("cannot make it anything but stopped by throwing", async () => {
    const outcome = await cancelBefore(() => {
      throw new Error("nothing to add");
    });
    expect(outcome).toMatchObject({ status: "cancelled", failure: { code: "cancelled" } });
  });
});
