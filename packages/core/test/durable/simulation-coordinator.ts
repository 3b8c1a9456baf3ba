import { Orchestrator, type Runtime } from "@convoke/core";
import type { ManualRuntime } from "@convoke/core/testing";
import type { Store } from "./failing-store.ts";
import type { WatchedRun } from "./simulation-monitor.ts";
import { type Chance, createSimulatedAgents } from "./simulation-plan.ts";

export const leaseMs = 1_000;

/** What befalls a coordinator at a call of the store, or at a time. */
export type Fate = "crash-before" | "crash-after" | "pause" | "refuse" | "shutdown";

export interface CoordinatorOptions {
  readonly clock: ManualRuntime;
  readonly store: Store;
  readonly chance: Chance;
  readonly runs: ReadonlyMap<string, WatchedRun>;
  readonly report: (problem: string) => void;
  /** The call of the store, counted from 1, at which something befalls it. */
  readonly fate?: { readonly kind: Fate; readonly call: number; readonly pauseMs: number };
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
  const { clock, store, chance, runs, report, fate, delays, onEnd } = options;
  let isDead = false;
  let isPaused = false;
  let isDisturbed = false;
  let isClosing = false;
  let calls = 0;
  let owner = "";
  const backlog: (() => void)[] = [];

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
    const befalls = fate !== undefined && ++calls === fate.call ? fate.kind : undefined;
    if (befalls === "crash-before") die();
    if (befalls === "shutdown") shutDown();
    await pass();
    if (befalls === "refuse" && isCommit) {
      isDisturbed = true;
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
      open: (run, by, ms) => call(() => store.open(run, (owner = by), ms)),
      claim: (by, ms, limit) => call(() => store.claim((owner = by), ms, limit)),
      renew: (lease) => call(() => store.renew(lease)),
      release: (lease) => call(() => store.release(lease)),
      commit: (lease, writes) => call(() => store.commit(lease, writes), true),
      answer: (taskId, key, value) => call(() => store.answer(taskId, key, value)),
      load: (runId) => call(() => store.load(runId)),
    },
  });

  async function checkExecution(taskId: string, idempotencyKey: string, step?: string): Promise<void> {
    await pass();
    if (idempotencyKey !== taskId) report(`${taskId} was executed with the key ${idempotencyKey}`);
    const run = runs.get(taskId.split("/", 1)[0]);
    // One that has lost the run and does not know it yet may do again what others have done: its writes are refused.
    if (run?.lease.owner !== owner || run.isReleased) return;
    if (run.hasEnded) report(`${taskId} was executed after the end of its run`);
    // One that has failed may be tried anew: then it begins again, which the log tells.
    if (step === undefined && run.settled.has(taskId) && !run.failed.has(taskId))
      report(`${taskId} was executed again`);
    if (step !== undefined && run.steps.has(`${taskId} ${step}`))
      report(`${step} of ${taskId} was done again`);
  }
  for (const agent of createSimulatedAgents(checkExecution)) orchestrator.registerAgent(agent);

  async function takeUp(): Promise<void> {
    if (isClosing) return;
    const handles = await orchestrator.resume().catch(() => []);
    for (const { settled } of handles) settled.catch(() => undefined);
    runtime.schedule(() => void takeUp(), 200 + chance.below(300));
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
