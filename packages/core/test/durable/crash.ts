import {
  type Agent,
  memoryStore,
  Orchestrator,
  type Plan,
  type RunOptions,
  type StoredRun,
  type TaskRecord,
} from "@convoke/core";
import { createManualRuntime, type ManualRuntime } from "@convoke/core/testing";
import { createCountingStore, createFailingStore, type Death, type Store } from "./failing-store.ts";

/** What an executor did: a task, or a step within one. */
export interface Execution {
  readonly taskId: string;
  readonly idempotencyKey: string;
  readonly step?: string;
}

/** Everything that a walk through the crashes of one run needs. */
export interface Scenario {
  readonly plan: Plan;
  /** Agents for one process; what they execute is to be noted in `executions`. */
  readonly createAgents: (executions: Execution[]) => readonly Agent[];
  readonly options?: RunOptions;
}

export interface Life {
  readonly outcome: unknown;
  readonly stored: StoredRun;
  readonly executions: readonly Execution[];
}

export interface Crash extends Life {
  /** What the store held when the first process was dead. */
  readonly left: StoredRun;
  /** What the first process had executed. */
  readonly before: readonly Execution[];
}

export const runId = "run";
/** The time that one delay of a scenario takes. */
export const tickMs = 100;
const longestLife = 60;
const leaseMs = 30_000;

/** Time for a process whose ids differ from those of the others. */
export function createProcessRuntime(processNumber: number, startMs = 0): ManualRuntime {
  const runtime = createManualRuntime({ startMs });
  for (let id = 0; id < processNumber * 1_000; id++) runtime.createId();
  return runtime;
}

function createProcess(
  store: Store,
  runtime: ManualRuntime,
  { createAgents }: Scenario,
  executions: Execution[],
): Orchestrator {
  const orchestrator = new Orchestrator({ store, runtime, leaseMs });
  for (const agent of createAgents(executions)) orchestrator.registerAgent(agent);
  return orchestrator;
}

/** Lets time pass, tick by tick, until the promise has settled. */
async function settle<Value>(promise: Promise<Value>, runtime: ManualRuntime): Promise<Value> {
  let settled = false;
  const done = promise.finally(() => (settled = true));
  done.catch(() => {});
  await runtime.advance(0);
  for (let tick = 0; !settled && tick < longestLife; tick++) await runtime.advance(tickMs);
  if (!settled) throw new Error("The run hangs");
  return done;
}

/** The run as nothing disturbs it, and how many commits it takes. */
export async function runUndisturbed(scenario: Scenario): Promise<Life & { readonly commits: number }> {
  const runtime = createProcessRuntime(1);
  const store = createCountingStore(memoryStore({ runtime }));
  const executions: Execution[] = [];
  const orchestrator = createProcess(store, runtime, scenario, executions);
  const { settled } = orchestrator.startRun(scenario.plan, { ...scenario.options, id: runId });
  const outcome = await settle(settled, runtime);
  await orchestrator.close();
  const stored = await store.load(runId);
  if (stored === undefined) throw new Error("The store has lost the run");
  return { outcome, stored, executions, commits: store.commits };
}

/** The run whose process dies after `whole` commits, and is taken up by another; `undefined` when it had ended before. */
export async function runThroughCrash(
  scenario: Scenario,
  whole: number,
  death: Death,
): Promise<Crash | undefined> {
  const clock = createProcessRuntime(1);
  const store = memoryStore({ runtime: clock });
  const before: Execution[] = [];
  const first = createProcessRuntime(1);
  const dying = createProcess(createFailingStore(store, whole, death), first, scenario, before);
  dying.startRun(scenario.plan, { ...scenario.options, id: runId }).settled.catch(() => {});
  await first.advance(longestLife * tickMs);
  const left = await store.load(runId);
  if (left === undefined) throw new Error("The store has lost the run");
  const beforeCrash = [...before];
  if (left.status !== "running") return undefined;

  await clock.advance(leaseMs);
  const executions: Execution[] = [];
  const second = createProcessRuntime(2, clock.now());
  const heir = createProcess(store, second, scenario, executions);
  const handles = await heir.resume();
  if (handles.length !== 1) throw new Error(`${handles.length} runs were taken up`);
  const outcome = await settle(handles[0].settled, second);
  await heir.close();
  const stored = await store.load(runId);
  if (stored === undefined) throw new Error("The store has lost the run");
  return { outcome, stored, executions, before: beforeCrash, left };
}

/** What differs between two lives of a run: when it was, and causes, which are not persisted. */
const differing = new Set(["createdAt", "startedAt", "finishedAt", "cause"]);

/** A value without the times in it, as JSON keeps it, so that two lives can be compared. */
export function withoutTimes(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, part: unknown) => (differing.has(key) ? undefined : part)) ?? "null",
  );
}

/** Task records by id, without times. */
export function describeTasks(tasks: readonly TaskRecord[]): Record<string, unknown> {
  return Object.fromEntries(
    tasks
      .map(({ task }) => [task.taskId, withoutTimes(task)] as const)
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}
