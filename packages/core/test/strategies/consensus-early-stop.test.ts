import { Orchestrator } from "@convoke/core";
import { createManualRuntime, createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";

const base = { task: "Is it true?", minAgreement: 0.6 };

describe("early stop of executeConsensus", () => {
  function createHeldElection(count: number) {
    const runtime = createManualRuntime();
    const voter = createScriptedAgent({ agentType: "voter", script: [hold()] });
    const orchestrator = new Orchestrator({ runtime, agents: { voter } });
    const agents = Array.from({ length: count }, () => "voter" as const);
    return { runtime, voter, orchestrator, agents };
  }

  test("cancels the outstanding voters as soon as the verdict can no longer change", async () => {
    const { voter, orchestrator, agents, runtime } = createHeldElection(5);
    const running = orchestrator.executeConsensus({ ...base, agents });
    await voter.called(5);
    for (const index of [4, 2, 3]) voter.release(index, "yes");
    const outcome = await running;
    expect(outcome).toMatchObject({
      consensus: true,
      winningResult: "yes",
      agreement: 0.6,
      agreementBounds: { least: 0.6, greatest: 1 },
      votesSaved: 2,
      stoppedBy: "decided",
    });
    expect(outcome.votes.map(({ status }) => status)).toEqual([
      "cancelled",
      "cancelled",
      "completed",
      "completed",
      "completed",
    ]);
    expect(voter.calls.map(({ signal }) => signal.aborted)).toEqual([true, true, false, false, false]);
    await runtime.advance(0);
    expect(runtime.pendingTimers).toBe(0);
    expect(orchestrator.getStatistics()).toMatchObject({ tasksCancelled: 2, tasksInProgress: 0 });
  });

  test("never starts a voter that need not be heard", async () => {
    const { voter, orchestrator, agents } = createHeldElection(5);
    const running = orchestrator.executeConsensus({ ...base, agents, concurrency: 1 });
    for (let index = 0; index < 3; index++) {
      await voter.called(index + 1);
      voter.release(index, "yes");
    }
    const outcome = await running;
    expect(voter.calls).toHaveLength(3);
    expect(outcome.tasks.slice(3)).toMatchObject([
      { status: "cancelled", attempts: 0 },
      { status: "cancelled", attempts: 0 },
    ]);
    expect(outcome).toMatchObject({ votesSaved: 2, agreement: 0.6, distinctVoters: 1 });
  });

  test("stops when no consensus can be reached any more", async () => {
    const { voter, orchestrator, agents } = createHeldElection(5);
    const running = orchestrator.executeConsensus({ ...base, agents, minAgreement: 0.9 });
    await voter.called(5);
    voter.release(0, "yes");
    voter.release(1, "no");
    const outcome = await running;
    expect(outcome).toMatchObject({ consensus: false, votesSaved: 3, stoppedBy: "decided", agreement: 0.2 });
    expect(outcome.agreementBounds).toEqual({ least: 0.2, greatest: 0.8 });
  });

  test("waits when a tie could still be turned by confidence", async () => {
    const { voter, orchestrator, agents, runtime } = createHeldElection(4);
    const running = orchestrator.executeConsensus({ ...base, agents, minAgreement: 0.5 });
    await voter.called(4);
    voter.release(0, { verdict: "a", confidence: 0.4 });
    voter.release(1, { verdict: "a", confidence: 0.4 });
    voter.release(2, { verdict: "b", confidence: 0.1 });
    await runtime.advance(0);
    expect(voter.calls[3].signal.aborted).toBe(false);
    voter.release(3, { verdict: "b", confidence: 0.9 });
    expect(await running).toMatchObject({ consensus: true, winningResult: { verdict: "b" }, votesSaved: 0 });
  });

  test.each(["never", "decided"] as const)(
    "with %s hears everybody where the equivalence is not transitive, or it was told to",
    async (earlyStop) => {
      const orchestrator = new Orchestrator();
      orchestrator.registerAgent(createScriptedAgent({ agentType: "voter", script: ["1"] }));
      const agents = ["voter", "voter", "voter"];
      const outcome = await orchestrator.executeConsensus({
        ...base,
        agents,
        earlyStop,
        equivalence: "numeric",
      });
      expect(outcome).toMatchObject({ votesSaved: 0, agreement: 1, stoppedBy: "complete" });
      const never = await orchestrator.executeConsensus({ ...base, agents, earlyStop: "never" });
      expect(never.votesSaved).toBe(0);
    },
  );

  test("by confidence stops after four unanimous votes at 0.95, and counts those it has heard", async () => {
    const { voter, orchestrator, agents } = createHeldElection(9);
    const running = orchestrator.executeConsensus({
      ...base,
      agents,
      minAgreement: 0.9,
      earlyStop: { confidence: 0.95 },
      concurrency: 1,
    });
    for (let index = 0; index < 4; index++) {
      await voter.called(index + 1);
      voter.release(index, "yes");
    }
    const outcome = await running;
    expect(outcome).toMatchObject({
      consensus: true,
      winningResult: "yes",
      votesSaved: 5,
      stoppedBy: "confidence",
    });
    expect(outcome.agreementBounds).toEqual({ least: 4 / 9, greatest: 1 });
  });

  test("lists every vote that has come, also one that came with the deciding one", async () => {
    const orchestrator = new Orchestrator();
    orchestrator.registerAgent(createScriptedAgent({ agentType: "voter", script: [async () => "yes"] }));
    const outcome = await orchestrator.executeConsensus({
      ...base,
      agents: Array.from({ length: 5 }, () => "voter"),
    });
    for (const { status, answer, group } of outcome.votes) {
      if (status === "completed") expect([answer, group]).toEqual(["yes", 0]);
    }
    expect(outcome.votesSaved).toBe(outcome.votes.filter(({ status }) => status === "cancelled").length);
  });

  test("with abstain a voter that was stopped with its run has not failed: its vote is missing", async () => {
    const plan = { strategy: "consensus", ...base, onVoterFailure: "abstain" } as const;
    for (const [how, budget] of [["cancelled"], ["out of time", { maxDurationMs: 500 }]] as const) {
      const { voter, orchestrator, agents, runtime } = createHeldElection(4);
      const { settled, cancel } = orchestrator.startRun({ ...plan, agents }, { budget });
      await voter.called(4);
      voter.release(0, "yes");
      voter.release(1, new Error("no idea"));
      await runtime.advance(0);
      if (how === "cancelled") await cancel("no time");
      else await runtime.advance(500);
      const outcome = await settled;
      expect(outcome, how).toMatchObject({ consensus: false, winningResult: "yes", agreement: 1 / 3 });
      expect(outcome.agreementBounds, how).toEqual({ least: 1 / 3, greatest: 1 });
      expect(outcome.votesSaved, how).toBe(0);
    }
  });

  test("with abstain a single voter that somebody cancels does not make the others unanimous", async () => {
    const { voter, orchestrator, agents } = createHeldElection(3);
    const running = orchestrator.startRun({
      strategy: "consensus",
      ...base,
      agents,
      onVoterFailure: "abstain",
    });
    await voter.called(3);
    for (const voterId of [1, 2]) await orchestrator.cancel(`${running.runId}/${voterId}`);
    voter.release(0, "yes");
    expect(await running.settled).toMatchObject({
      consensus: false,
      agreement: 1 / 3,
      stoppedBy: "complete",
    });
  });

  test("leaves a cancelled consensus without consensus, and stops its voters", async () => {
    const { voter, orchestrator, agents, runtime } = createHeldElection(3);
    const { settled, cancel } = orchestrator.startRun({ strategy: "consensus", ...base, agents });
    await voter.called(3);
    voter.release(0, "yes");
    await runtime.advance(0);
    await cancel("no time");
    expect(await settled).toMatchObject({ consensus: false, winningResult: "yes", agreement: 1 / 3 });
    expect(voter.calls.map(({ signal }) => signal.aborted)).toEqual([false, true, true]);
  });
});
