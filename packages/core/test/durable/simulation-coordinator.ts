import { Orchestrator, type Runtime } from "@convoke/core";
import type { ManualRuntime } from "@convoke/core/testing";
import type { Store } from "./failing-store.ts";
import type { WatchedRun } from "./simulation-monitor.ts";
import { type Chance, createSimulatedAgents, type Watch } from "./simulation-plan.ts";

export const leaseMs = 1_000;

/** What befalls a coordinator at a call of the store, or at a time. */
export type Fate = "crash-before" | "crash-after" | "pause" | "refuse" | "shutdown";

export interface CoordinatorOptions {
  readonly clock: ManualRuntime;
  readonly store: Store;
  readonly chance: Chance;
  readonly runId: string;
  readonly runs: ReadonlyMap<string, WatchedRun>;
  readonly report: (problem: string) => void;
  /** Asked when it comes to own the run: the call of the store, counted from 1, at which something befalls it. */
  readonly drawFate: () =>
    | { readonly kind: Fate; readonly call: number; readonly pauseMs: number }
    | undefined;
  /** Share of the store's calls, in percent, of which the way there or back takes time. */
  readonly delays: number;
  readonly onEnd: () => void;
}

export interface Coordinator {
  readonly orchestrator: Orchestrator;
  readonly isDead: boolean;
  readonly isPaused: boolean;
  /** True once something has happened to it by which it may lose a lease. */
  readonly isDisturbed: boolean;
  readonly owner: string;
  /** Ends it at once: nothing of it goes on. */
  die(): void;
  shutDown(): void;
}

const nothing = (): Promise<never> => new Promise(() => {});

/** An orchestrator with a time of its own over a shared clock and store, to which things happen. */
export function createCoordinator(options: CoordinatorOptions): Coordinator {
  const { clock, store, chance, runId, runs, report, drawFate, delays, onEnd } = options;
  let isDead = false;
  let isPaused = false;
  let isDisturbed = false;
  let isClosing = false;
  let isRefused = false;
  let calls = 0;
  let fate: ReturnType<CoordinatorOptions["drawFate"]>;
  let owner = "";
  const backlog: (() => void)[] = [];
  /** The fences of the leases that it has got. */
  const terms = new Set<number>();

  /** Does what comes next, as soon as the process runs. */
  function go(callback: () => void): void {
    if (isPaused) backlog.push(callback);
    else if (!isDead) callback();
  }
  const pass = (): Promise<void> | undefined => {
    if (isDead) return nothing();
    return isPaused ? new Promise<void>((resolve) => go(resolve)) : undefined;
  };
  const wait = (ms: number): Promise<void> => new Promise((resolve) => clock.schedule(resolve, ms));

  function die(): void {
    if (isDead) return;
    isDead = isDisturbed = true;
    onEnd();
  }
  function pause(ms: number): void {
    if (ms >= leaseMs / 2) isDisturbed = true;
    isPaused = true;
    clock.schedule(() => {
      isPaused = false;
      for (const callback of backlog.splice(0)) go(callback);
    }, ms);
  }
  function shutDown(): void {
    if (isClosing || isDead) return;
    isClosing = true;
    // What it is about to take up, or cannot give back any more, waits for its lease to end.
    isDisturbed = true;
    orchestrator.close().then(onEnd, onEnd);
  }

  async function call<Value>(perform: () => Promise<Value>, isCommit = false): Promise<Value> {
    await pass();
    // Who has nothing to do is left alone.
    if (calls > 0 || runs.get(runId)?.lease.owner === owner) calls += 1;
    if (calls === 1) fate = drawFate();
    const befalls = fate !== undefined && calls === fate.call ? fate.kind : undefined;
    if (befalls === "crash-before") die();
    if (befalls === "shutdown") shutDown();
    await pass();
    if (befalls === "refuse") isRefused = isDisturbed = true;
    if (isRefused && isCommit) {
      isRefused = false;
      throw new Error("the disk is full");
    }
    // Once it is under way it arrives, whatever becomes of who has sent it.
    if (chance.percent(delays)) await wait(chance.below(60));
    const answer = perform();
    answer.catch(() => undefined);
    if (befalls === "crash-after") die();
    if (befalls === "pause") pause(fate?.pauseMs ?? 0);
    if (chance.percent(delays)) await wait(chance.below(60));
    const [outcome] = await Promise.allSettled([answer]);
    await pass();
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  }

  const runtime: Runtime = {
    now: clock.now,
    random: clock.random,
    createId: clock.createId,
    schedule: (callback, delayMs) => clock.schedule(() => go(callback), delayMs),
  };
  const orchestrator = new Orchestrator({
    runtime,
    leaseMs,
    maxResumes: Infinity,
    store: {
      ...store,
      open: (run, by, ms) =>
        call(async () => {
          const lease = await store.open(run, (owner = by), ms);
          terms.add(lease.fence);
          return lease;
        }),
      claim: (by, ms, limit) =>
        call(async () => {
          const leases = await store.claim((owner = by), ms, limit);
          for (const { fence } of leases) terms.add(fence);
          return leases;
        }),
      renew: (lease) => call(() => store.renew(lease)),
      release: (lease) => call(() => store.release(lease)),
      commit: (lease, writes) => call(() => store.commit(lease, writes), true),
      answer: (taskId, key, value) => call(() => store.answer(taskId, key, value)),
      loadAnswers: (runId) => call(() => store.loadAnswers(runId)),
      load: (runId) => call(() => store.load(runId)),
    },
  });

  const watch: Watch = (taskId, idempotencyKey) => {
    if (idempotencyKey !== taskId) report(`${taskId} was executed with the key ${idempotencyKey}`);
    const lease = runs.get(runId)?.lease;
    return async (step) => {
      await pass();
      const run = runs.get(runId);
      // One that has lost the run and does not know it yet may do again what others have done: its writes are refused.
      // One that has got it back meanwhile may do both.
      if (run === undefined || run.isReleased || terms.size > 1) return;
      if (run.lease.owner !== owner || run.lease.fence !== lease?.fence) return;
      if (run.hasEnded) report(`${taskId} was executed after the end of its run`);
      // One that has failed may be tried anew: then it begins again, which the log tells.
      if (step === undefined && run.settled.has(taskId) && !run.failed.has(taskId))
        report(`${taskId} was executed again`);
      if (step !== undefined && run.steps.has(`${taskId} ${step}`))
        report(`${step} of ${taskId} was done again`);
    };
  };
  for (const agent of createSimulatedAgents(watch)) orchestrator.registerAgent(agent);

  async function takeUp(): Promise<void> {
    if (isClosing) return;
    const handles = await orchestrator.resume().catch(() => []);
    for (const { settled } of handles) settled.catch(() => undefined);
    runtime.schedule(() => void takeUp(), 400 + chance.below(600));
  }
  void takeUp();

  return {
    orchestrator,
    die,
    shutDown,
    get isDead() {
      return isDead || isClosing;
    },
    get isPaused() {
      return isPaused;
    },
    get isDisturbed() {
      return isDisturbed;
    },
    get owner() {
      return owner;
    },
  };
}
