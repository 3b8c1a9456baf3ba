import { type Orchestrator, type OrchestrationEvent, type Task, TaskStatus } from "@convoke/core";
import type { SqliteStore } from "@convoke/core/sqlite";
import type { Conductor } from "../conductor.ts";
import { type RenameRun, renameEvent, renameTask } from "../server/rename-run.ts";
import type { RecalledTask } from "../report/task-line.ts";

/** What was taken from the store, and what was done by this process. */
export interface DurableCounts {
  /** Tasks that an earlier process had finished; those that they delegated to others count as well. */
  readonly recalled: number;
  /** Tasks that this process has finished. */
  readonly executed: number;
}

/** A conductor whose runs are kept in a file, and go on when the program is started again. */
export interface DurableConductor extends Conductor {
  /** What has been counted since the last call. */
  takeCounts(): DurableCounts;
  /** True for a run of which nothing was left to do. */
  isRecalled(runId: string): boolean;
}

export interface DurableConductorOptions {
  readonly orchestrator: Orchestrator;
  readonly store: SqliteStore;
  /** Stands before the ids of runs in the store. */
  readonly prefix: string;
  /** Parks what runs: the next process goes on with it. */
  readonly signal: AbortSignal;
}

type Listener = (event: OrchestrationEvent) => void;

/**
 * Executes runs that the store does not know, takes up those that an earlier process began, and recalls those that it
 * finished. The signals of single runs are left out: they would end a run for good.
 */
export function createDurableConductor(options: DurableConductorOptions): DurableConductor {
  const { orchestrator, store, prefix, signal } = options;
  const listeners = new Map<Listener, Parameters<Conductor["subscribe"]>[1]>();
  const earlier = new Set<string>();
  const recalledRuns = new Set<string>();
  let recalled = 0;
  let executed = 0;

  const tell: Listener = (event) => {
    for (const [listener, { runId, types } = {}] of listeners)
      if (
        (runId === undefined || event.runId === runId) &&
        (types === undefined || types.includes(event.type))
      )
        listener(event);
  };
  const toDemo = createUnprefixing(prefix);
  orchestrator.subscribe((event) => {
    if (event.type === "task-settled") {
      if (earlier.has(event.task.taskId)) return;
      if (!signal.aborted) executed += 1;
    }
    tell(renameEvent(event, toDemo));
  });

  /** Tells what is settled already, and resolves with the run when it is one to go on with. */
  async function recall(runId: string): Promise<{ readonly settled: Promise<unknown> } | undefined> {
    const stored = await store.load(runId);
    if (stored === undefined) return undefined;
    for (const { task } of stored.tasks) {
      if (task.finishedAt === undefined) continue;
      earlier.add(task.taskId);
      recalled += 1;
      const known: RecalledTask = { ...renameTask(task, toDemo), isRecalled: true };
      const at = task.finishedAt;
      tell({ type: "task-settled", task: known, runId: known.runId, sequence: 0, cursor: 0, at });
    }
    if (stored.status !== "running") {
      recalledRuns.add(toDemo(runId));
      return undefined;
    }
    return (await orchestrator.resume()).find((run) => run.runId === runId);
  }

  async function conduct<Outcome>(
    id: string,
    execute: (runId: string) => Promise<Outcome>,
  ): Promise<Outcome> {
    signal.throwIfAborted();
    const runId = `${prefix}${id}`;
    const goingOn = await recall(runId);
    const ended = (goingOn?.settled as Promise<Outcome> | undefined) ?? execute(runId);
    const interrupted = Promise.withResolvers<never>();
    const interrupt = (): void => interrupted.reject(signal.reason);
    signal.addEventListener("abort", interrupt, { once: true });
    try {
      signal.throwIfAborted();
      return renameOutcome(await Promise.race([ended, interrupted.promise]), toDemo);
    } finally {
      signal.removeEventListener("abort", interrupt);
      // It is parked when the orchestrator is closed, and nobody waits for it then.
      ended.catch(() => undefined);
    }
  }

  return {
    delegateTask: ({ id, signal: _, ...task }) =>
      conduct(id, (runId) => orchestrator.delegateTask({ ...task, id: runId })),
    executeSequential: (tasks, { id }) =>
      conduct(id, (runId) => orchestrator.executeSequential(tasks, { id: runId })),
    executeParallel: (tasks, { id }) =>
      conduct(id, (runId) => orchestrator.executeParallel(tasks, { id: runId })),
    async executeHierarchical({ id, signal: _, aggregationStrategy, ...plan }) {
      // A function is no part of a plan that is kept: it is given what the tasks came to.
      const isHere = typeof aggregationStrategy === "function";
      const kept = isHere || aggregationStrategy === undefined ? plan : { ...plan, aggregationStrategy };
      const outcome = await conduct(id, (runId) => orchestrator.executeHierarchical({ ...kept, id: runId }));
      if (!isHere) return outcome;
      const completed = outcome.tasks.filter(({ status }) => status === TaskStatus.COMPLETED);
      const results = completed.map(({ result }) => result);
      return { ...outcome, result: await aggregationStrategy(results, completed, { signal }) };
    },
    executeConsensus: ({ id, signal: _, ...plan }) =>
      conduct(id, (runId) => orchestrator.executeConsensus({ ...plan, id: runId })),
    subscribe(listener, filter) {
      listeners.set(listener, filter);
      return () => void listeners.delete(listener);
    },
    findAgents: (query) => orchestrator.findAgents(query),
    getTaskStatus(taskId) {
      const task = orchestrator.getTaskStatus(`${prefix}${taskId}`);
      return task && renameTask(task, toDemo);
    },
    getStatistics: () => orchestrator.getStatistics(),
    async close() {
      await orchestrator.close();
      await store.close();
    },
    takeCounts() {
      const counts = { recalled, executed };
      recalled = executed = 0;
      return counts;
    },
    isRecalled: (runId) => recalledRuns.has(runId),
  };
}

/** Takes the prefix off the ids of runs and of their tasks. */
function createUnprefixing(prefix: string): RenameRun {
  return (id) => (id.startsWith(prefix) ? id.slice(prefix.length) : id);
}

/** The tasks of an outcome under the demo's ids. */
function renameOutcome<Outcome>(outcome: Outcome, toDemo: RenameRun): Outcome {
  const rename = (task: Task): Task => renameTask(task, toDemo);
  if (Array.isArray(outcome)) return outcome.map(rename) as Outcome;
  if (typeof outcome !== "object" || outcome === null) return outcome;
  if ("taskId" in outcome) return rename(outcome as unknown as Task) as Outcome;
  const { tasks, failures } = outcome as { tasks?: readonly Task[]; failures?: readonly Task[] };
  return {
    ...outcome,
    ...(tasks !== undefined && { tasks: tasks.map(rename) }),
    ...(failures !== undefined && { failures: failures.map(rename) }),
  };
}
