import {
  type Agent,
  delay,
  type DurableEvent,
  fromTask,
  memoryStore,
  Orchestrator,
  type Plan,
} from "@convoke/core";
import { expect, test } from "vitest";
import { createProcessRuntime } from "./crash.ts";
import { createFailingStore, type Store } from "./failing-store.ts";

const leaseMs = 30_000;

function createAgents(): readonly Agent[] {
  const agent = (agentType: string, workMs: number, executor: Agent["executor"]): Agent => ({
    agentType,
    name: agentType,
    description: agentType,
    capabilities: [],
    maxConcurrency: 2,
    async executor(task, context) {
      await delay(context.runtime, workMs, context.signal);
      return executor(task, context);
    },
  });
  return [
    agent("work", 100, ({ description }) => description),
    agent("broken", 50, () => Promise.reject(new Error("it broke"))),
    agent(
      "middle",
      50,
      async (_task, { delegate }) => (await delegate({ ...work("below"), key: "below" })).result,
    ),
    agent("parent", 0, async (_task, { delegate, step }) => {
      await step("note", async () => 1);
      const retry = { attempts: 3, backoff: { initialMs: 200, jitter: 0 } };
      const children = await Promise.all([
        delegate({ agentType: "middle", description: "left", key: "left" }),
        delegate({ agentType: "middle", description: "right", key: "right" }),
        delegate({ agentType: "broken", description: "retried", retry }),
        delegate({ agentType: "nobody", description: "never there" }),
      ]);
      return children.map(({ status }) => status);
    }),
  ];
}

const work = (description: string) => ({ agentType: "work", description });
const family = { agentType: "parent", description: "family" };

const plans: readonly Plan[] = [
  { strategy: "task", task: family },
  {
    strategy: "sequential",
    tasks: [work("a"), { ...family, strict: true }, { ...work("c"), input: fromTask("0") }],
  },
  { strategy: "parallel", tasks: [work("a"), family, work("c"), work("d"), family], concurrency: 4 },
  { strategy: "hierarchical", mainTask: "m", subtasks: [family, work("b"), work("c")] },
  {
    strategy: "consensus",
    task: "?",
    agents: ["work", "parent", "work"],
    minAgreement: 0.5,
    earlyStop: "never",
  },
  {
    strategy: "graph",
    tasks: [
      { ...family, id: "a" },
      { ...work("b"), id: "b", dependsOn: ["a"] },
      { ...work("c"), id: "c" },
      { ...work("d"), id: "d", input: fromTask("c") },
    ],
  },
];

/** Lets a process live that dies after `whole` commits; false when the run had ended by then. */
async function liveUntil(plan: Plan, store: Store, whole: number): Promise<boolean> {
  const runtime = createProcessRuntime(1);
  const orchestrator = new Orchestrator({
    store: createFailingStore(store, whole, "hang"),
    runtime,
    leaseMs,
  });
  for (const agent of createAgents()) orchestrator.registerAgent(agent);
  orchestrator.startRun(plan, { id: "run" }).settled.catch(() => undefined);
  for (let passed = 0; passed < 1_000; passed += 50) await runtime.advance(50);
  return (await store.load("run"))?.status === "running";
}

test.each(plans.map((plan) => [plan.strategy, plan] as const))(
  "crash_loop leaves no task of a %s run without an end, whatever its processes had committed; what had settled stays",
  async (_strategy, plan) => {
    for (let whole = 0; ; whole++) {
      const clock = createProcessRuntime(1);
      const store = memoryStore({ runtime: clock });
      if (!(await liveUntil(plan, store, whole))) {
        expect(whole).toBeGreaterThan(4);
        return;
      }
      const left = await store.load("run");
      await clock.advance(leaseMs);
      const orchestrator = new Orchestrator({
        store,
        runtime: createProcessRuntime(2, clock.now()),
        maxResumes: 0,
      });
      const [{ settled }] = await orchestrator.resume();
      await settled;
      const stored = await store.load("run");
      expect(stored).toMatchObject({ status: "failed", stop: { code: "crash_loop" } });
      const records = new Map(stored?.tasks.map(({ task }) => [task.taskId, task]));
      for (const { taskId, parentId, status, finishedAt, failure } of records.values()) {
        const before = left?.tasks.find(({ task }) => task.taskId === taskId)?.task;
        expect(finishedAt, taskId).toBeDefined();
        if (before?.finishedAt !== undefined) expect(records.get(taskId)).toEqual(before);
        // A run that is this task alone fails as such.
        else if (taskId === "run" || (parentId === undefined && before?.startedAt !== undefined))
          expect({ status, code: failure?.code }).toEqual({ status: "failed", code: "crash_loop" });
        else expect(status).toBe("cancelled");
      }
      const { items } = await store.listRuns({});
      expect(items[0].tasks).toMatchObject({ pending: 0, in_progress: 0 });
      const events = (await store.readEvents(0, 1_000, "run")).map(({ event }) => event as DurableEvent);
      const told = events.flatMap((event) => (event.type === "task-settled" ? [event.task.taskId] : []));
      expect(told.toSorted()).toEqual([...records.keys()].toSorted());
      expect(events.at(-1)).toMatchObject({ type: "run-settled", status: "failed" });
    }
  },
);
