import { Orchestrator } from "@convoke/core";
import { createManualRuntime, hold, type ScriptStep } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { agent, broken, capability, createTeam, statuses } from "../../test/create-team.ts";
import { makePlan } from "../../test/make-plan.ts";
import { executePlan } from "./execute-plan.ts";

describe("executePlan, limits", () => {
  test("keeps all rounds together within the budget, also where agents announce no cost", async () => {
    const spend =
      (costUsd: number): ScriptStep =>
      async (_task, context) => {
        const reservation = await context.budget.reserve({ costUsd });
        await reservation.settle({ costUsd });
        throw broken;
      };
    const agents = ["A", "B", "C"].map((name) => agent("code", name, [spend(0.4)]));
    const plan = makePlan([{ id: "a", costEstimate: 0.4 }]);
    const execution = await executePlan(createTeam(...agents), plan, {
      maxCostUsd: 1,
      estimates: { code: { seconds: 1, costUsd: 0.4 } },
    });
    expect(execution).toMatchObject({ status: "failed", rounds: 2, costUsd: 0.8 });
    expect(execution.decisions.at(-1)?.explanation).toMatch(
      /Not on another agent: on “.” it would cost 0\.4 USD and only 0\.2 USD are left\./,
    );
  });

  test("is hard: what was spent beyond the estimates is missing in the rounds after", async () => {
    const spent: number[] = [];
    const dear: ScriptStep = async (_task, { budget }) => {
      const reservation = await budget.reserve({ costUsd: 0.4 });
      spent.push(0.4);
      await reservation.settle({ costUsd: 0.4 });
      throw broken;
    };
    const agents = ["A", "B", "C", "D"].map((name) =>
      agent("code", name, [dear], [capability("do", 1, 0.1)]),
    );
    const plan = makePlan([{ id: "a", costEstimate: 0.1 }]);
    const execution = await executePlan(createTeam(...agents), plan, { maxCostUsd: 1 });
    expect(spent).toEqual([0.4, 0.4]);
    // an agent that may not spend what it wants is charged what it announced
    expect(execution).toMatchObject({ status: "failed", costUsd: 1, steps: [{ code: "budget_exceeded" }] });
  });

  test("counts what steps have delegated", async () => {
    const helper = agent("helper", "Helper", ["done"], [capability("help", 1, 0.3)]);
    const boss = agent("boss", "Boss", [
      async (_task, { delegate }) => (await delegate({ agentType: "helper", description: "Help" })).result,
    ]);
    const execution = await executePlan(
      createTeam(helper, boss),
      makePlan([{ id: "a", agentType: "boss", costEstimate: 0.1 }]),
      { maxCostUsd: 0.5 },
    );
    expect(execution.status).toBe("completed");
    expect(execution.costUsd).toBeCloseTo(0.4, 9);
  });

  test("stops at the deadline, and tries nothing more", async () => {
    const runtime = createManualRuntime();
    const orchestrator = new Orchestrator({ runtime });
    const slow = agent("code", "Slow", [hold()]);
    const second = agent("code", "Second", ["done"], undefined, 1);
    for (const one of [slow, second]) orchestrator.registerAgent(one);
    const running = executePlan(orchestrator, makePlan([{ id: "a" }]), { maxDurationMs: 5_000, runtime });
    await slow.called(1);
    await runtime.advance(5_000);
    const execution = await running;
    expect(execution.status).toBe("failed");
    expect(execution.steps[0]).toMatchObject({ status: "failed", code: "budget_exceeded" });
    expect(execution.decisions[0]?.explanation).toContain("The time for the plan is over.");
    expect(second.calls).toHaveLength(0);
    expect(runtime.pendingTimers).toBe(0);
  });

  test("does not replan when that is switched off, and leaves an optional failure be", async () => {
    const coder = agent("code", "Coder", ["done"]);
    const plan = makePlan([{ id: "a" }, { id: "b", agentType: "extra", optional: true }]);
    const execution = await executePlan(createTeam(coder), plan, { maxReplans: 0 });
    expect(execution).toMatchObject({ status: "completed", rounds: 1 });
    expect(execution.decisions[0]?.explanation).toContain("Replanning is switched off.");
  });
});

describe("executePlan, aborted", () => {
  test("runs nothing for a signal that is aborted already", async () => {
    const coder = agent("code", "Coder", ["done"]);
    const execution = await executePlan(createTeam(coder), makePlan([{ id: "a" }]), {
      signal: AbortSignal.abort(new Error("never mind")),
    });
    expect(execution).toMatchObject({
      status: "cancelled",
      rounds: 0,
      steps: [{ id: "a", status: "cancelled" }],
    });
    expect(coder.calls).toHaveLength(0);
  });

  test("settles everything that runs, and keeps what has finished", async () => {
    const controller = new AbortController();
    const coder = agent("code", "Coder", ["one", hold()]);
    const orchestrator = createTeam(coder);
    const plan = makePlan([{ id: "a" }, { id: "b", dependsOn: ["a"] }, { id: "c", dependsOn: ["b"] }]);
    const running = executePlan(orchestrator, plan, { signal: controller.signal });
    await coder.called(2);
    controller.abort(new Error("enough"));
    const execution = await running;
    expect(execution).toMatchObject({ status: "cancelled", rounds: 1, decisions: [] });
    expect(statuses(execution)).toEqual({ a: "completed", b: "cancelled", c: "cancelled" });
    expect(orchestrator.getStatistics()).toMatchObject({ tasksInProgress: 0, tasksCancelled: 2 });
  });

  test("stops waiting for a person", async () => {
    const controller = new AbortController();
    const { promise: asked, resolve } = Promise.withResolvers<void>();
    const running = executePlan(createTeam(), makePlan([{ id: "a" }]), {
      signal: controller.signal,
      ask: () => {
        resolve();
        return new Promise(() => undefined);
      },
    });
    await asked;
    controller.abort(new Error("enough"));
    expect(await running).toMatchObject({ status: "cancelled", rounds: 1 });
  });

  test("is cancelled like any run by its id, and a step by the id of its task", async () => {
    const coder = agent("code", "Coder", [hold()]);
    const second = agent("code", "Second", ["no"], undefined, 1);
    const orchestrator = createTeam(coder, second);
    const whole = executePlan(orchestrator, makePlan([{ id: "a" }]), { id: "whole" });
    await coder.called(1);
    await orchestrator.cancel("whole");
    expect(await whole).toMatchObject({ status: "cancelled", decisions: [] });
    const step = executePlan(orchestrator, makePlan([{ id: "a" }]), { id: "step" });
    await coder.called(2);
    await orchestrator.cancel("step/a");
    const execution = await step;
    expect(execution).toMatchObject({ status: "failed", steps: [{ status: "cancelled" }] });
    expect(execution.decisions[0]?.explanation).toContain("somebody cancelled the step");
    expect(second.calls).toHaveLength(0);
  });
});
