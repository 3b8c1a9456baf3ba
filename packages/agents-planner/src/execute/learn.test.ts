import { memoryStore, Orchestrator } from "@convoke/core";
import { createManualRuntime, createScriptedAgent } from "@convoke/core/testing";
import { delay } from "@convoke/core";
import { expect, test } from "vitest";
import { makePlan as sketchPlan } from "../../test/make-plan.ts";
import { planning } from "../../test/plan-goal.ts";
import { composePlan } from "../compose/compose-plan.ts";
import { createEstimateHistory } from "../estimates/create-estimate-history.ts";
import { createEstimator } from "../estimates/estimator.ts";
import { createMethodLibrary } from "../methods/method-library.ts";
import { shippedMethods } from "../methods/shipped-methods.ts";
import type { Plan } from "../plan/plan.ts";
import { executePlan } from "./execute-plan.ts";

/** What each agent says, and what it really takes: seconds and USD for a task of usual size. */
const truth: Readonly<Record<string, { readonly says: [number, number]; readonly takes: [number, number] }>> =
  {
    knowledge: { says: [5, 0.02], takes: [20, 0.02] },
    planner: { says: [0, 0], takes: [2, 0.1] },
    code: { says: [60, 0.5], takes: [90, 0.25] },
    test: { says: [30, 0.1], takes: [10, 0.3] },
    review: { says: [30, 0.1], takes: [30, 0.1] },
    debug: { says: [30, 0.1], takes: [31, 0.1] },
  };

test("a history makes the estimates of the next plans converge to what plans really take", async () => {
  const runtime = createManualRuntime();
  const orchestrator = new Orchestrator({ runtime });
  for (const [agentType, { says, takes }] of Object.entries(truth)) {
    orchestrator.registerAgent(
      createScriptedAgent({
        agentType,
        capabilities: [
          {
            name: `be-${agentType}`,
            description: agentType,
            inputTypes: [],
            outputTypes: [],
            estimatedTime: says[0],
            costEstimate: says[1],
          },
        ],
        script: [
          async (_task, { budget, signal }) => {
            const reservation = await budget.reserve({ costUsd: takes[1] });
            await delay(runtime, takes[0] * 1000, signal);
            await reservation.settle({ costUsd: takes[1] });
          },
        ],
      }),
    );
  }
  const history = createEstimateHistory();
  const makePlan = (): Plan => {
    const plan = composePlan(planning.goals.read("Fix the bug that the export of invoices crashes"), {
      ...planning,
      library: createMethodLibrary(shippedMethods, planning),
      estimator: createEstimator({ agents: orchestrator.findAgents(), history }),
    });
    // the agents of this test take as long for every task, whatever its size
    expect(plan.steps.every((step) => step.agentType !== undefined)).toBe(true);
    return plan;
  };
  const errors: number[] = [];
  for (let plans = 0; plans < 12; plans++) {
    const plan = makePlan();
    let isOver = false;
    const running = executePlan(orchestrator, plan, { runtime, history }).finally(() => (isOver = true));
    for (let tick = 0; tick < 1_000 && !isOver; tick++) await runtime.advance(1_000);
    const { status, steps, costUsd } = await running;
    expect(status).toBe("completed");
    const seconds = steps.reduce((sum, { actual }) => sum + (actual?.seconds ?? 0), 0);
    errors.push(
      Math.abs(plan.estimate.seconds - seconds) / seconds,
      Math.abs(plan.estimate.costUsd - costUsd) / costUsd,
    );
    // the plan says where its figures come from
    if (plans > 0) {
      expect(plan.assumptions.join(" ")).toMatch(/Estimates for be-code by code|Estimates for code/);
      expect(plan.estimate.corrections?.length).toBeGreaterThan(2);
    }
  }
  expect(Math.max(...errors.slice(0, 2))).toBeGreaterThan(0.15);
  expect(Math.max(...errors.slice(-2))).toBeLessThan(0.05);
});

test("an execution that had ended teaches the history nothing a second time", async () => {
  const store = memoryStore();
  const history = createEstimateHistory();
  const plan = sketchPlan([{ id: "a" }, { id: "b", dependsOn: ["a"] }]);
  const run = async (): Promise<unknown> => {
    const orchestrator = new Orchestrator({ store });
    const coder = createScriptedAgent({ agentType: "code", script: ["done"] });
    orchestrator.registerAgent(coder);
    const { corrections, status } = await executePlan(orchestrator, plan, { id: "invoices", history });
    await orchestrator.close();
    return { status, samples: corrections.map(({ samples }) => samples), calls: coder.calls.length };
  };
  expect(await run()).toEqual({ status: "completed", samples: [2], calls: 2 });
  expect(await run()).toEqual({ status: "completed", samples: [2], calls: 0 });
});
