import { isDeepStrictEqual } from "node:util";
import type { DurableEvent, Lease, Runtime, Task, Writes } from "@convoke/core";
import type { Store } from "./failing-store.ts";

/** What the monitor knows of a run: its own account of what the store must hold. */
export interface WatchedRun {
  lease: Lease;
  isReleased: boolean;
  hasEnded: boolean;
  recoveries: number;
  sequence: number;
  readonly settled: Map<string, Task>;
  /** Tasks that were told to be settled. */
  readonly told: Set<string>;
  /** Children among them that have not completed. */
  readonly failed: Set<string>;
  readonly steps: Set<string>;
}

/** A store that looks at everything that goes through it, and writes down whatever must not be. */
export interface Monitor {
  readonly store: Store;
  readonly runs: ReadonlyMap<string, WatchedRun>;
  readonly problems: string[];
  /** Answers that have been written: task and key. */
  readonly answered: ReadonlySet<string>;
  /** Writes that came without a lease and were refused. */
  readonly refused: () => number;
}

export interface MonitorOptions {
  readonly store: Store;
  readonly clock: Runtime;
  /** Whether something has happened to an owner by which it may lose its leases. */
  readonly isDisturbed: (owner: string) => boolean;
  readonly onWaiting: (taskId: string, key: string) => void;
}

const unsettled: ReadonlySet<string> = new Set(["pending", "in_progress"]);

export function createMonitor({ store, clock, isDisturbed, onWaiting }: MonitorOptions): Monitor {
  const runs = new Map<string, WatchedRun>();
  const problems: string[] = [];
  const answered = new Set<string>();
  let refused = 0;
  const report = (problem: string): void => void problems.push(`at ${clock.now()} ms: ${problem}`);

  const mayWrite = (lease: Lease): boolean => {
    const run = runs.get(lease.runId);
    return (
      run !== undefined &&
      !run.hasEnded &&
      !run.isReleased &&
      run.lease.fence === lease.fence &&
      run.lease.owner === lease.owner
    );
  };

  /** A write under a lease: `note` is called when it has been done. One without the right must be refused, and change nothing. */
  async function write<Value>(
    name: string,
    lease: Lease,
    call: () => Promise<Value>,
    note: (run: WatchedRun, value: Value) => void,
  ): Promise<Value> {
    const run = runs.get(lease.runId);
    if (run !== undefined && mayWrite(lease)) {
      const value = await call();
      note(run, value);
      return value;
    }
    // The store does its work at once, so that nothing comes between these three.
    const [before, outcome, after] = [store.load(lease.runId), call(), store.load(lease.runId)];
    const [result] = await Promise.allSettled([outcome]);
    if (!isDeepStrictEqual(await before, await after))
      report(`${name} of ${lease.owner} (fence ${lease.fence}) has changed run ${lease.runId}`);
    if (result.status === "fulfilled")
      report(`${name} of ${lease.owner} (fence ${lease.fence}) was accepted for ${lease.runId}`);
    else refused += 1;
    return outcome;
  }

  function noteClaim(lease: Lease): void {
    const run = runs.get(lease.runId);
    if (run === undefined) return report(`${lease.runId} was claimed before it was opened`);
    const { owner, fence, expiresAt } = run.lease;
    if (run.hasEnded) report(`${lease.runId} was claimed after its end`);
    if (!run.isReleased && expiresAt > clock.now())
      report(`${lease.owner} has got ${lease.runId}, which ${owner} holds until ${expiresAt}`);
    if (!run.isReleased && !isDisturbed(owner))
      report(`${owner} has lost ${lease.runId}, though nothing had happened to it`);
    if (lease.fence <= fence) report(`the fence of ${lease.runId} went from ${fence} to ${lease.fence}`);
    if (!run.isReleased && owner !== lease.owner) run.recoveries += 1;
    if (lease.recoveries !== run.recoveries)
      report(`${lease.runId} counts ${lease.recoveries} recoveries, there were ${run.recoveries}`);
    run.lease = lease;
    run.isReleased = false;
  }

  /** A child that has not completed may be tried anew, by a later attempt of its parent; nothing else begins twice. */
  function noteCreated(run: WatchedRun, { taskId }: Task): void {
    if (!run.told.has(taskId)) return;
    if (!run.failed.has(taskId)) return report(`${taskId} has begun again`);
    for (const list of [run.told, run.failed, run.settled]) list.delete(taskId);
  }

  function noteCommit(run: WatchedRun, { run: end, tasks = [], steps = [], events = [] }: Writes): void {
    for (const { event, sequence } of events) {
      if (sequence !== ++run.sequence) report(`event ${sequence} stands where ${run.sequence} has to`);
      const told = event as DurableEvent;
      if (run.hasEnded) report(`${told.type} was told after the end of the run`);
      if (told.type === "run-settled") run.hasEnded = true;
      if (told.type === "task-waiting") onWaiting(told.taskId, told.key);
      if (told.type === "task-created") noteCreated(run, told.task);
      if (told.type !== "task-settled") continue;
      const { taskId, status, parentId } = told.task;
      if (run.told.has(taskId)) report(`${taskId} was told to be settled twice`);
      run.told.add(taskId);
      if (status !== "completed" && parentId !== undefined) run.failed.add(taskId);
    }
    if ((end !== undefined) !== run.hasEnded)
      report("the end of the run was told and not written, or written and not told");
    for (const { task } of tasks) {
      const earlier = run.settled.get(task.taskId);
      const kept = JSON.parse(JSON.stringify(task)) as Task;
      if (earlier !== undefined && !isDeepStrictEqual(earlier, kept))
        report(`${task.taskId} was ${earlier.status}, and became ${task.status}`);
      if (!unsettled.has(task.status)) run.settled.set(task.taskId, kept);
    }
    for (const { taskId, key } of steps) {
      if (run.steps.has(`${taskId} ${key}`)) report(`${key} of ${taskId} was recorded twice`);
      run.steps.add(`${taskId} ${key}`);
    }
    const waits = events.some(({ event }) => {
      const told = event as DurableEvent;
      return told.type === "task-waiting" && told.besideWork !== true;
    });
    if (waits || steps.length > 0 || tasks.some(({ task }) => !unsettled.has(task.status)))
      run.recoveries = 0;
  }

  return {
    runs,
    problems,
    answered,
    refused: () => refused,
    store: {
      ...store,
      async open(run, owner, leaseMs) {
        const lease = await store.open(run, owner, leaseMs);
        if (runs.has(run.runId)) report(`${run.runId} was opened twice`);
        const lists = {
          settled: new Map<string, Task>(),
          told: new Set<string>(),
          failed: new Set<string>(),
          steps: new Set<string>(),
        };
        runs.set(run.runId, {
          lease,
          isReleased: false,
          hasEnded: false,
          recoveries: 0,
          sequence: 0,
          ...lists,
        });
        return lease;
      },
      async claim(owner, leaseMs, limit) {
        const leases = await store.claim(owner, leaseMs, limit);
        leases.forEach(noteClaim);
        return leases;
      },
      renew: (lease) =>
        write(
          "renew",
          lease,
          () => store.renew(lease),
          (run, renewed) => void (run.lease = renewed),
        ),
      release: (lease) =>
        write(
          "release",
          lease,
          () => store.release(lease),
          (run) => void (run.isReleased = true),
        ),
      commit: (lease, writes) =>
        write(
          "commit",
          lease,
          () => store.commit(lease, writes),
          (run) => noteCommit(run, writes),
        ),
      async answer(taskId, key, value) {
        await store.answer(taskId, key, value);
        answered.add(`${taskId} ${key}`);
      },
    },
  };
}
