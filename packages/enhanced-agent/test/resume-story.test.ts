import { memoryStore, Orchestrator, type Task } from "@convoke/core";
import { createManualRuntime, createScriptedAgent, scriptedModel } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import type { ActionDefinition } from "../src/action/action-definition.ts";
import { memorySessionStore } from "../src/conversation/memory-session-store.ts";
import { createEnhancedAgent } from "../src/enhanced-agent.ts";
import type { EnhancedAgentOptions } from "../src/enhanced-options.ts";
import type { EnhancedResult } from "../src/enhanced-result.ts";
import { memoryLessonStore } from "../src/lessons/memory-lesson-store.ts";
import { createFinder } from "./support/run-main.ts";
import {
  act,
  answer,
  delegate,
  pass,
  plan,
  reflect,
  toScript,
  type TransportKind,
  type Turn,
} from "./support/turns.ts";

const turns: readonly Turn[] = [
  [plan("Find out how fast Rust is")],
  [delegate("knowledge", "How fast is Rust?"), delegate("archive", "How fast was Rust?")],
  [act("NOTE", { TEXT: "halfway" })],
  [answer("Rust is fast [E1], and was [E2].")],
  [pass],
  [reflect("Ask both.")],
];
const leaseMs = 30_000;
type Store = ReturnType<typeof memoryStore>;

/** A store that a process reaches no more after so many commits: as if it were dead from then on. */
function createDyingStore(store: Store, commits: number): Store & { readonly done: number } {
  let done = 0;
  return {
    ...store,
    get done() {
      return done;
    },
    commit: (lease, writes) => {
      done += 1;
      return done > commits ? new Promise<never>(() => {}) : store.commit(lease, writes);
    },
    renew: (lease) => (done > commits ? new Promise<never>(() => {}) : store.renew(lease)),
  };
}

/** What is shared by all processes: the stores of tasks, lessons and conversations. */
function createWorld() {
  const clock = createManualRuntime();
  const store = memoryStore({ runtime: clock });
  const [lessons, sessions] = [memoryLessonStore(), memorySessionStore()];
  const notes: string[] = [];
  const note: ActionDefinition = {
    name: "NOTE",
    description: "Writes a note",
    states: ["EXECUTING"],
    fields: { TEXT: { description: "The note", example: "halfway" } },
    async handle(action, { agent, key }) {
      await agent.step(key, async () => notes.push(String(action.fields["TEXT"])));
      return { note: "It is written down.", result: { type: "progressed" } };
    },
  };
  const start = (
    position: number,
    transport: TransportKind,
    over: Store,
    options: EnhancedAgentOptions = {},
  ) => {
    const runtime = createManualRuntime({ startMs: clock.now() });
    for (let id = 0; id < position * 1_000; id++) runtime.createId();
    const script = toScript(turns, transport);
    // Says what comes after the replies that the conversation holds, as a real model would.
    const model = scriptedModel(
      ({ messages }) => script[messages.filter(({ role }) => role === "assistant").length]!,
    );
    const orchestrator = new Orchestrator({ store: over, runtime, leaseMs });
    const finders = [createFinder(), createFinder("archive")];
    orchestrator.registerAgent(
      createEnhancedAgent({ model, transport, lessons, sessions, actions: [note], ...options }),
    );
    for (const finder of finders) orchestrator.registerAgent(finder);
    return { orchestrator, runtime, model, calls: () => finders.map(({ calls }) => calls.length) };
  };
  return { clock, store, lessons, sessions, notes, start };
}

const withoutTimes = (result: EnhancedResult | undefined): unknown =>
  JSON.parse(
    JSON.stringify(result, (key, value: unknown) =>
      key === "elapsedMs" || key === "sessionId" ? undefined : value,
    ),
  );

async function runUndisturbed(transport: TransportKind) {
  const world = createWorld();
  const store = createDyingStore(world.store, Infinity);
  const { orchestrator, model } = world.start(1, transport, store);
  const spec = { agentType: "main", description: "Is Rust fast?", id: "run" };
  const task = (await orchestrator.delegateTask(spec)) as Task<unknown, EnhancedResult>;
  expect(task.error).toBeUndefined();
  return { result: withoutTimes(task.result), commits: store.done, replies: model.requests.length };
}

describe.each<TransportKind>(["text", "tools"])("over %s", (transport) => {
  test("a run whose process dies at any commit goes on: no reply asked for twice, nothing delegated or noted twice", async () => {
    const whole = await runUndisturbed(transport);
    expect(whole.replies).toBe(6);
    expect(whole.commits).toBeGreaterThan(10);
    let crashes = 0;
    for (let commits = 1; commits < whole.commits; commits++) {
      const world = createWorld();
      const first = world.start(1, transport, createDyingStore(world.store, commits));
      const spec = { agentType: "main", description: "Is Rust fast?", id: "run" };
      void first.orchestrator.delegateTask(spec);
      await first.runtime.advance(1);
      const left = await world.store.load("run");
      if (left?.status !== "running") continue;
      crashes += 1;
      const recorded = left.steps.filter(({ key }) => key.startsWith("a1-reply-")).length;
      const settled = left.tasks.filter(({ task }) => task.parentId === "run" && task.status === "completed");

      await world.clock.advance(leaseMs);
      const second = world.start(2, transport, world.store);
      const [handle] = await second.orchestrator.resume();
      const task = (await handle!.settled) as Task<unknown, EnhancedResult>;
      expect(task.error).toBeUndefined();
      expect(withoutTimes(task.result)).toEqual(whole.result);
      // What was recorded is not asked for again; only what was under way when the process died is.
      expect(second.model.requests.length).toBe(6 - recorded);
      expect(second.calls().reduce((sum, each) => sum + each, 0)).toBe(2 - settled.length);
      const noted = left.steps.some(({ key }) => key === "a1-s3-0");
      expect(world.notes.length).toBeLessThanOrEqual(noted ? 1 : 2);
      expect(await world.sessions.load(task.result!.sessionId, 10)).toHaveLength(1);
      expect(await world.lessons.find("Is Rust fast?", 10)).toHaveLength(1);
    }
    expect(crashes).toBeGreaterThan(10);
  });

  test("a decision that was made before a crash is not asked for again", async () => {
    const world = createWorld();
    let asked = 0;
    const approve = () => {
      asked += 1;
      return true;
    };
    const options = { approve, approvalFor: ["DELEGATE"] };
    const dying = createDyingStore(world.store, Infinity);
    const first = world.start(1, transport, dying, options);
    const spec = { agentType: "main", description: "Is Rust fast?", id: "run" };
    await first.orchestrator.delegateTask(spec);
    expect(asked).toBe(2);
    for (let commits = 1; commits < dying.done; commits++) {
      const other = createWorld();
      asked = 0;
      const process = other.start(1, transport, createDyingStore(other.store, commits), options);
      void process.orchestrator.delegateTask(spec);
      await process.runtime.advance(1);
      const left = await other.store.load("run");
      if (left?.status !== "running") continue;
      const recorded = left.steps.filter(({ key }) => key.startsWith("approve-")).length;
      asked = 0;
      await other.clock.advance(leaseMs);
      const [handle] = await other.start(2, transport, other.store, options).orchestrator.resume();
      await handle!.settled;
      expect(asked).toBe(2 - recorded);
    }
  });
});

test("a resumed run reads the names of agents as before, also when one has come since", async () => {
  const runtime = createManualRuntime();
  const store = memoryStore({ runtime });
  const script = toScript(
    [[plan("Find out"), delegate("Know", "x")], [answer("Rust is fast [E1].")], [pass]],
    "text",
  );
  const model = scriptedModel(
    ({ messages }) => script[messages.filter(({ role }) => role === "assistant").length]!,
  );
  // Stops at the first commit after the task of the child has begun.
  let reached = false;
  const dying: typeof store = {
    ...store,
    commit: (lease, writes) => (reached ? new Promise<never>(() => {}) : store.commit(lease, writes)),
    renew: (lease) => (reached ? new Promise<never>(() => {}) : store.renew(lease)),
  };
  const first = new Orchestrator({ store: dying, runtime, leaseMs: 30_000 });
  first.registerAgent(createEnhancedAgent({ model, learn: false }));
  const knower = createScriptedAgent({
    agentType: "know",
    script: [
      () => {
        reached = true;
        return { answer: "Rust is fast." };
      },
    ],
  });
  first.registerAgent(knower);
  void first.delegateTask({ agentType: "main", description: "Is Rust fast?", id: "run" });
  await runtime.advance(1);
  await runtime.advance(30_000);
  const other = createManualRuntime({ startMs: runtime.now() });
  const second = new Orchestrator({ store, runtime: other, leaseMs: 30_000 });
  second.registerAgent(createEnhancedAgent({ model, learn: false }));
  const late = createScriptedAgent({ agentType: "Know", script: [{ answer: "Rust is slow." }] });
  second.registerAgent(late);
  second.registerAgent(createScriptedAgent({ agentType: "know", script: [{ answer: "Rust is fast." }] }));
  const [handle] = await second.resume();
  const task = await handle!.settled;
  expect((task as { error?: string }).error).toBeUndefined();
  expect(late.calls).toHaveLength(0);
});
