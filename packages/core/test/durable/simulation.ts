import { isDeepStrictEqual } from "node:util";
import { memoryStore, Orchestrator, type Plan } from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import { createSplitMix } from "../../src/testing/split-mix.ts";
import { describeTasks, withoutTimes } from "./crash.ts";
import type { Store } from "./failing-store.ts";
import { type Coordinator, createCoordinator, type Fate, leaseMs } from "./simulation-coordinator.ts";
import { createMonitor } from "./simulation-monitor.ts";
import { createChance, createSimulatedAgents, drawPlan, rightAnswer } from "./simulation-plan.ts";

/** Plans that there are; a schedule has the one of its number modulo this. */
const plans = 500;
const longestMs = 120_000;

/** What became of one schedule. */
export interface Simulated {
  readonly problems: readonly string[];
  /** How the run ended: its status, its outcome and its tasks, without times. */
  readonly end: unknown;
  /** What happened, to be counted. */
  readonly deaths: number;
  readonly pauses: number;
  readonly shutdowns: number;
  readonly takeOvers: number;
  readonly refusedWrites: number;
}

export interface Simulation {
  /** Runs the schedule of this seed. */
  run(seed: number): Promise<Simulated>;
}

const runId = "run";

/** Schedules of things that happen to coordinators; `change` puts something between them and their store. */
export function createSimulation(change: (store: Store) => Store = (store) => store): Simulation {
  const undisturbed = new Map<number, Promise<Simulated>>();

  function plan(seed: number): Plan {
    return drawPlan(createChance(createSplitMix(seed % plans)));
  }

  function runUndisturbed(seed: number): Promise<Simulated> {
    const number = seed % plans;
    let known = undisturbed.get(number);
    if (known === undefined)
      undisturbed.set(number, (known = simulate(plan(seed), number, false, (store) => store)));
    return known;
  }

  return {
    async run(seed) {
      const whole = await runUndisturbed(seed);
      const simulated = await simulate(plan(seed), seed, true, change);
      const problems = [...whole.problems.map((problem) => `undisturbed, ${problem}`), ...simulated.problems];
      if (!isDeepStrictEqual(simulated.end, whole.end)) {
        const [is, should] = [simulated.end, whole.end].map((end) => JSON.stringify(end));
        problems.push(`the end is\n${is}\nand without disturbance\n${should}`);
      }
      return { ...simulated, problems };
    },
  };
}

async function simulate(
  plan: Plan,
  seed: number,
  disturbed: boolean,
  change: (store: Store) => Store,
): Promise<Simulated> {
  const random = createSplitMix(1_000_003 + seed);
  const chance = createChance(random);
  const clock = createManualRuntime({ seed });
  const coordinators: Coordinator[] = [];
  const counts = { deaths: 0, pauses: 0, shutdowns: 0 };
  let disturbances = disturbed ? 1 + chance.below(5) : 0;
  let expected = 0;
  const memory = memoryStore({ runtime: clock });
  const owners = (owner: string) => coordinators.find((coordinator) => coordinator.owner === owner);
  const monitor = createMonitor({
    store: change(memory),
    clock,
    isDisturbed: (owner) => owners(owner)?.isDisturbed ?? true,
    onWaiting: (taskId, key) => answerLater(taskId, key),
  });
  const report = (problem: string): void => void monitor.problems.push(`at ${clock.now()} ms: ${problem}`);
  const delays = disturbed ? [0, 10, 40][chance.below(3)] : 0;

  const isAtWork = (coordinator: Coordinator): boolean => !coordinator.isDead && !coordinator.isPaused;
  const pickCoordinator = (): Coordinator | undefined => {
    const able = coordinators.filter(isAtWork);
    return able[chance.below(able.length)];
  };

  function answerLater(taskId: string, key: string): void {
    clock.schedule(
      () => {
        if (monitor.runs.get(runId)?.hasEnded === true) return;
        const name = `${taskId} ${key}`;
        // Another answer to the same question changes nothing.
        const value = monitor.answered.has(name) ? "another" : rightAnswer;
        pickCoordinator()
          ?.orchestrator.answer(taskId, key, value)
          .catch(() => undefined);
        if (!monitor.answered.has(name) || value === rightAnswer) answerLater(taskId, key);
      },
      chance.below(disturbed ? 1_500 : 100),
    );
  }

  function drawFate(): { kind: Fate; call: number; pauseMs: number } | undefined {
    if (disturbances === 0 || chance.percent(10)) return undefined;
    disturbances -= 1;
    const kinds = [
      "crash-before",
      "crash-after",
      "crash-after",
      "pause",
      "pause",
      "refuse",
      "shutdown",
    ] as const;
    const kind = kinds[chance.below(kinds.length)];
    if (kind === "pause") counts.pauses += 1;
    else if (kind === "shutdown") counts.shutdowns += 1;
    else if (kind !== "refuse") counts.deaths += 1;
    return { kind, call: 1 + chance.below(8), pauseMs: 300 + chance.below(3 * leaseMs) };
  }

  function begin(): void {
    expected += 1;
    const coordinator = createCoordinator({
      clock,
      store: monitor.store,
      chance,
      runId,
      runs: monitor.runs,
      report,
      drawFate,
      delays,
      onEnd: () => {
        expected -= 1;
        clock.schedule(begin, chance.below(2 * leaseMs));
      },
    });
    coordinators.push(coordinator);
    // Between the calls of the store, too.
    if (disturbances > 0 && chance.percent(20)) {
      disturbances -= 1;
      const end = chance.percent(50) ? coordinator.die : coordinator.shutDown;
      clock.schedule(end, chance.below(2 * leaseMs));
    }
  }

  /** A client that asks again, somewhere, until the run is known. */
  function submit(): void {
    if (monitor.runs.has(runId)) return;
    try {
      pickCoordinator()
        ?.orchestrator.startRun(plan, { id: runId })
        .settled.catch(() => undefined);
    } catch {
      // Closed in this moment.
    }
    clock.schedule(submit, 700);
  }

  for (let count = disturbed ? 2 + Math.floor(chance.below(5) / 2) : 1; count > 0; count--) begin();
  if (disturbed && chance.percent(30)) {
    // Before anybody asks.
    const taskId = plan.strategy === "task" ? runId : `${runId}/t0`;
    clock.schedule(() => void monitor.store.answer(taskId, "question", rightAnswer), chance.below(leaseMs));
  }
  submit();
  const isOver = (): boolean =>
    monitor.runs.get(runId)?.hasEnded === true && !coordinators.some(({ isPaused }) => isPaused);
  while (!isOver() && clock.now() < longestMs && monitor.problems.length === 0)
    await clock.advanceToNextTimer();
  if (!isOver() && monitor.problems.length === 0) report("the run does not end");
  // Who was paused does what he still wants to do.
  await clock.advance(200);
  for (const coordinator of coordinators) coordinator.die();

  const end = await readEnd(memory, monitor.runs.get(runId)?.told ?? new Set(), report);
  return {
    ...counts,
    end,
    problems: monitor.problems,
    takeOvers: (monitor.runs.get(runId)?.lease.fence ?? 1) - 1,
    refusedWrites: monitor.refused(),
  };
}

/** How the run stands in the store; what was told must be what is there. */
async function readEnd(
  store: Store,
  told: ReadonlySet<string>,
  report: (problem: string) => void,
): Promise<unknown> {
  const stored = await store.load(runId);
  if (stored === undefined) return undefined;
  const events = await store.readEvents(0, 10_000, runId);
  if (events.some(({ sequence }, index) => sequence !== index + 1)) report("the events have gaps");
  const settled = stored.tasks.filter(({ task }) => task.finishedAt !== undefined);
  if (settled.length !== stored.tasks.length) report("the run has ended, and some of its tasks have not");
  if (settled.length !== told.size || settled.some(({ task }) => !told.has(task.taskId)))
    report("the tasks that are settled are not those that were told to be");
  const reader = new Orchestrator({ store, runtime: createManualRuntime() });
  for (const agent of createSimulatedAgents(() => async () => undefined)) reader.registerAgent(agent);
  const outcome = await reader.findOutcome(runId);
  return {
    status: stored.status,
    outcome: withoutTimes(outcome),
    tasks: describeTasks(stored.tasks),
  };
}
