import { fromTask } from "@convoke/core";
import type { ScriptedAgent } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { agent, createTeam } from "../../test/create-team.ts";
import { makePlan } from "../../test/make-plan.ts";
import type { ReplanAnswer, ReplanQuestion } from "../replan/replanning.ts";
import { executePlan } from "./execute-plan.ts";
import type { PlanExecution } from "./plan-execution.ts";

describe("executePlan, ask", () => {
  const plan = makePlan([
    { id: "a", agentType: "lost" },
    { id: "b", dependsOn: ["a"], input: { a: fromTask("a", "x"), more: 1 } },
    { id: "free" },
  ]);

  async function answer(given: ReplanAnswer): Promise<[PlanExecution, ReplanQuestion[], ScriptedAgent]> {
    const coder = agent("code", "Coder", ["done"]);
    const questions: ReplanQuestion[] = [];
    const execution = await executePlan(createTeam(coder), plan, {
      maxReplans: 1,
      ask: async (question) => {
        questions.push(question);
        return given;
      },
    });
    return [execution, questions, coder];
  }

  test("asks with what failed and the choices", async () => {
    const [, questions] = await answer("stop");
    expect(questions).toEqual([
      {
        stepId: "a",
        description: "Do a",
        error: "Agent lost not registered",
        choices: ["retry", "skip", "result", "stop"],
      },
    ]);
  });

  test("takes a result by hand", async () => {
    const [execution, , coder] = await answer({ result: { x: 7 } });
    expect(execution).toMatchObject({ status: "completed", rounds: 2 });
    expect(execution.steps[0]).toMatchObject({
      id: "a",
      status: "completed",
      result: { x: 7 },
      byHand: true,
    });
    expect(coder.calls[1]?.task.input).toEqual({ a: 7, more: 1 });
  });

  test("goes on without the step, and does not call that a success", async () => {
    const [execution, , coder] = await answer("skip");
    expect(execution.status).toBe("partial");
    expect(execution.steps[0]).toMatchObject({ status: "failed", dropped: true });
    expect(coder.calls[1]?.task.input).toEqual({ more: 1 });
  });

  test("tries again within the limit of rounds", async () => {
    const [execution, questions] = await answer("retry");
    expect(execution).toMatchObject({ status: "partial", rounds: 2 });
    expect(questions).toHaveLength(1);
    expect(execution.decisions[1]?.explanation).toContain("It was replanned once, which is the limit.");
  });

  test("ends the plan", async () => {
    const [execution, , coder] = await answer("stop");
    expect(execution).toMatchObject({ status: "partial", rounds: 1 });
    expect(coder.calls).toHaveLength(1);
  });

  test("is not waited for once the execution is aborted, not even when that happens within the question", async () => {
    const controller = new AbortController();
    const execution = await executePlan(createTeam(agent("code", "Coder", ["done"])), plan, {
      signal: controller.signal,
      ask: () => {
        controller.abort();
        return new Promise<ReplanAnswer>(() => {});
      },
    });
    expect(execution).toMatchObject({ status: "cancelled", rounds: 1 });
  });

  test("counts one that rejects, or answers nonsense, as no answer", async () => {
    for (const ask of [
      () => Promise.reject(new Error("nobody is there")),
      () => Promise.resolve("perhaps" as ReplanAnswer),
      () => Promise.resolve(undefined as unknown as ReplanAnswer),
    ]) {
      const execution = await executePlan(createTeam(agent("code", "Coder", ["done"])), plan, { ask });
      expect(execution.status).toBe("partial");
      expect(execution.decisions[0]).toMatchObject({ strategy: "give-up" });
      expect(execution.decisions[0]?.explanation).toMatch(
        /nobody is there|the answer was none of|the answer was empty/,
      );
    }
  });
});
