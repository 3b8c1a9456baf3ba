import { Orchestrator } from "@convoke/core";
import { createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createEchoOrchestrator } from "./echo-agent.ts";

const capability = {
  name: "judge",
  description: "",
  inputTypes: [],
  outputTypes: [],
  estimatedTime: 1,
  answerPath: "core",
};
const result = (core: string, verdict: string): object => ({ core, verdict });

describe("the compared part of a result", () => {
  test.each(["after its task", "while its task runs"])(
    "is what its agent declares, also when the agent leaves %s before the votes are counted",
    async (moment) => {
      const orchestrator = new Orchestrator();
      const judges = ["a", "b", "c"].map((agentType) =>
        createScriptedAgent({ agentType, capabilities: [capability], script: [hold()] }),
      );
      for (const judge of judges) orchestrator.registerAgent(judge);
      const leave = (): void => {
        for (const { agentType, name } of judges) orchestrator.unregisterAgent(agentType, name);
      };
      const running = orchestrator.executeHierarchical({
        mainTask: "judge",
        subtasks: judges.map(({ agentType }) => ({ agentType, description: "judge" })),
        aggregationStrategy: "vote",
      });
      for (const judge of judges) await judge.called(1);
      if (moment === "while its task runs") leave();
      judges[0].release(0, result("left", "x"));
      judges[1].release(0, result("right", "x"));
      await Promise.resolve();
      await Promise.resolve();
      leave();
      judges[2].release(0, result("right", "y"));
      expect((await running).result).toEqual(result("right", "x"));
    },
  );

  test("is what its agent declares when a voter's agent leaves while it votes", async () => {
    const orchestrator = new Orchestrator();
    const judge = createScriptedAgent({ agentType: "a", capabilities: [capability], script: [hold()] });
    orchestrator.registerAgent(judge);
    const running = orchestrator.executeConsensus({ task: "true?", agents: ["a"], minAgreement: 1 });
    await judge.called(1);
    orchestrator.unregisterAgent("a", judge.name);
    judge.release(0, result("left", "x"));
    expect((await running).votes[0].answer).toBe("left");
  });

  test("must be picked at once: a select that returns a promise fails the vote and says so", async () => {
    const orchestrator = createEchoOrchestrator();
    const select = async (value: unknown): Promise<unknown> => (value as { n: number }).n;
    const inputs = [{ n: 1 }, { n: 2 }, { n: 2 }];
    const outcome = await orchestrator.executeHierarchical({
      mainTask: "vote",
      subtasks: inputs.map((input) => ({ agentType: "echo", description: "n", input })),
      aggregationStrategy: "vote",
      select,
    });
    expect(outcome).toMatchObject({
      status: "failed",
      result: undefined,
      failure: { code: "invalid_argument", message: expect.stringContaining("select returned a promise") },
    });
    const verdict = await orchestrator.executeConsensus({
      task: "true?",
      agents: ["echo"],
      input: { n: 1 },
      minAgreement: 1,
      select,
    });
    expect(verdict.votes[0].error).toContain("select returned a promise");
  });

  test.each(["v", 5, null, {}])("refuses the select %j before anything runs", async (select) => {
    const executed: string[] = [];
    const orchestrator = createEchoOrchestrator(executed);
    const vote = {
      mainTask: "vote",
      subtasks: [{ agentType: "echo", description: "n" }],
      aggregationStrategy: "vote",
      select,
    };
    const refusal = {
      code: "invalid_argument",
      message: expect.stringContaining("select must be a function"),
    };
    await expect(orchestrator.executeHierarchical(vote as never)).rejects.toMatchObject(refusal);
    const question = { task: "true?", agents: ["echo"], minAgreement: 1, select };
    await expect(orchestrator.executeConsensus(question as never)).rejects.toMatchObject(refusal);
    expect(executed).toEqual([]);
  });
});
