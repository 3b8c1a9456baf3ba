import { fromTask, Orchestrator } from "@convoke/core";
import { createManualRuntime, createScriptedAgent } from "@convoke/core/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { makePlan } from "../../test/make-plan.ts";
import type { Plan } from "../plan/plan.ts";
import type { ReplanAnswer, ReplanStrategy } from "../replan/replanning.ts";
import { executePlan } from "./execute-plan.ts";
import type { PlanExecution } from "./plan-execution.ts";

interface Sketch {
  /** For each step, which of the earlier ones it depends on. */
  readonly graph: readonly (readonly boolean[])[];
  readonly optional: readonly boolean[];
  /** Which calls of each step fail: its first, its second, … */
  readonly failures: readonly (readonly boolean[])[];
  readonly durations: readonly number[];
  readonly answers: readonly ReplanAnswer[];
  readonly strategies: readonly ReplanStrategy[];
  readonly agents: number;
  readonly maxReplans: number;
  readonly concurrency: number;
  /** Milliseconds after which it is aborted; never when left out. */
  readonly abortAfter: number | undefined;
  readonly maxDurationMs: number | undefined;
  /** How many more steps than the plan's may be paid for; no limit when left out. */
  readonly spareSteps: number | undefined;
}

const stepCostUsd = 0.01;

const largest = 8;
const flags = fc.array(fc.boolean(), { minLength: largest, maxLength: largest });

const sketches: fc.Arbitrary<Sketch> = fc.record({
  graph: fc.array(flags, { minLength: 1, maxLength: largest }),
  optional: flags,
  failures: fc.array(fc.array(fc.boolean(), { maxLength: 4 }), { minLength: largest, maxLength: largest }),
  durations: fc.array(fc.nat(3), { minLength: largest, maxLength: largest }),
  answers: fc.array(fc.constantFrom<ReplanAnswer>("retry", "skip", "stop", { result: "by hand" }), {
    minLength: 1,
    maxLength: 4,
  }),
  strategies: fc.shuffledSubarray<ReplanStrategy>(["retry-elsewhere", "drop-optional", "ask"]),
  agents: fc.integer({ min: 1, max: 3 }),
  maxReplans: fc.nat(4),
  concurrency: fc.integer({ min: 1, max: 4 }),
  abortAfter: fc.option(fc.nat(12), { nil: undefined }),
  spareSteps: fc.option(fc.nat(4), { nil: undefined }),
  maxDurationMs: fc.option(fc.integer({ min: 20_000, max: 40_000 }), { nil: undefined }),
});

function toPlan({ graph, optional }: Sketch): Plan {
  return makePlan(
    graph.map((row, index) => {
      const dependsOn = row.slice(0, index).flatMap((isWanted, other) => (isWanted ? [`s${other}`] : []));
      return {
        id: `s${index}`,
        dependsOn,
        optional: optional[index] === true,
        input: { before: dependsOn.map((id) => fromTask(id)) },
      };
    }),
  );
}

test("executePlan settles everything, never repeats a finished step, and never calls failure success", async () => {
  await fc.assert(
    fc.asyncProperty(sketches, async (sketch) => {
      const runtime = createManualRuntime();
      const orchestrator = new Orchestrator({ runtime });
      const calls = new Map<string, number>();
      const completed: string[] = [];
      let running = 0;
      const work = async (description: string, signal: AbortSignal): Promise<string> => {
        const index = Number(description.slice("Do s".length));
        const call = calls.get(description) ?? 0;
        calls.set(description, call + 1);
        running += 1;
        try {
          await new Promise<void>((resolve, reject) => {
            const cancel = runtime.schedule(resolve, sketch.durations[index] ?? 0);
            signal.addEventListener("abort", () => {
              cancel();
              reject(signal.reason);
            });
          });
          if (sketch.failures[index]?.[call] === true) throw new Error("it broke");
          completed.push(description);
          return `result of s${index}`;
        } finally {
          running -= 1;
        }
      };
      for (let number = 0; number < sketch.agents; number++) {
        orchestrator.registerAgent(
          createScriptedAgent({
            agentType: "code",
            name: `Coder ${number}`,
            capabilities: [
              {
                name: "code",
                description: "Codes",
                inputTypes: [],
                outputTypes: [],
                estimatedTime: 1,
                costEstimate: stepCostUsd,
              },
            ],
            script: [(task, { signal }) => work(task.description, signal)],
          }),
        );
      }
      const controller = new AbortController();
      const { abortAfter } = sketch;
      if (abortAfter !== undefined) runtime.schedule(() => controller.abort(new Error("enough")), abortAfter);
      let asked = 0;
      const plan = toPlan(sketch);
      const { spareSteps } = sketch;
      const maxCostUsd =
        spareSteps === undefined ? undefined : (plan.steps.length + spareSteps) * stepCostUsd;
      let execution: PlanExecution | undefined;
      const ended = executePlan(orchestrator, plan, {
        runtime,
        signal: controller.signal,
        concurrency: sketch.concurrency,
        maxReplans: sketch.maxReplans,
        strategies: sketch.strategies,
        ...(sketch.maxDurationMs !== undefined && { maxDurationMs: sketch.maxDurationMs }),
        ...(maxCostUsd !== undefined && { maxCostUsd }),
        ask: () => sketch.answers[asked++ % sketch.answers.length]!,
      }).then((outcome) => void (execution = outcome));
      for (let tick = 0; tick < 200 && execution === undefined; tick++) await runtime.advance(1);
      await ended;

      // everything has settled, and nothing is left open
      expect(running).toBe(0);
      expect(orchestrator.getStatistics().tasksInProgress).toBe(0);
      await runtime.advance(60_000);
      expect(runtime.pendingTimers).toBe(0);
      const { steps, status, rounds, decisions } = execution!;
      const begun = [...calls.values()].reduce((sum, count) => sum + count, 0);
      expect(execution!.costUsd).toBeCloseTo(begun * stepCostUsd, 9);
      if (maxCostUsd !== undefined) expect(execution!.costUsd).toBeLessThanOrEqual(maxCostUsd + 1e-9);
      expect(rounds).toBeLessThanOrEqual(sketch.maxReplans + 1);
      expect(steps.map(({ id }) => id)).toEqual(plan.steps.map(({ id }) => id));

      // a finished step has run once, and its result is there
      expect(new Set(completed).size).toBe(completed.length);
      for (const step of steps) {
        const hasRun = completed.includes(`Do ${step.id}`);
        if (hasRun) expect(step).toMatchObject({ status: "completed", result: `result of ${step.id}` });
        else if (step.status === "completed") expect(step).toMatchObject({ byHand: true, result: "by hand" });
        if (step.status === "failed") expect(step.error).not.toBe("");
      }

      // the status says what the steps say
      const isWhole = steps.every((step) => step.optional === true || step.status === "completed");
      expect(status === "completed").toBe(isWhole);
      if (status === "partial") expect(steps.some((step) => step.status === "completed")).toBe(true);
      if (status === "failed") expect(steps.some((step) => step.status === "completed")).toBe(false);
      if (status === "cancelled") expect(controller.signal.aborted).toBe(true);

      // no step is tried again unless that was decided
      for (const { id } of steps) {
        const decided = decisions.filter(({ replacedBy }) => replacedBy.includes(id)).length;
        expect(calls.get(`Do ${id}`) ?? 0).toBeLessThanOrEqual(1 + decided);
      }

      // nobody fails the same step twice, but where a person said so
      const retries = decisions.filter(({ strategy }) => strategy === "retry-elsewhere");
      const failures = retries.map(({ stepId, failedBy }) => `${stepId} ${failedBy?.agentName}`);
      expect(new Set(failures).size).toBe(failures.length);
      for (const { explanation } of decisions) expect(explanation).toMatch(/^Step “s\d”.*\.$/);
      await orchestrator.close();
    }),
    { numRuns: 300 },
  );
}, 120_000);
