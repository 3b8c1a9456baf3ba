import { type ConsensusOutcome, type ConsensusPlan, Orchestrator } from "@convoke/core";
import { createScriptedAgent } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createAgent, createEchoOrchestrator } from "./echo-agent.ts";

const base = { task: "Is it true?", minAgreement: 0.6 };

/** Voters `v0`, `v1`, …: an `Error` is thrown, anything else is the whole result. */
function createElection(results: readonly unknown[]): { orchestrator: Orchestrator; agents: string[] } {
  const orchestrator = new Orchestrator();
  const agents = results.map((result, index) => {
    orchestrator.registerAgent(createScriptedAgent({ agentType: `v${index}`, script: [result as object] }));
    return `v${index}`;
  });
  return { orchestrator, agents };
}

function vote(results: readonly unknown[], options: Partial<ConsensusPlan> = {}): Promise<ConsensusOutcome> {
  const { orchestrator, agents } = createElection(results);
  return orchestrator.executeConsensus({ ...base, agents, earlyStop: "never", ...options });
}

describe("executeConsensus", () => {
  test("agrees when the winner's share of all voters reaches minAgreement", async () => {
    const outcome = await vote(["yes", "no", "yes"]);
    expect(outcome).toMatchObject({
      consensus: true,
      winningResult: "yes",
      agreement: 2 / 3,
      stoppedBy: "complete",
      votesSaved: 0,
    });
    expect(outcome.agreementBounds).toEqual({ least: 2 / 3, greatest: 2 / 3 });
    expect(
      outcome.votes.map(({ agentType, answer, group, weight, status }) => [
        agentType,
        answer,
        group,
        weight,
        status,
      ]),
    ).toEqual([
      ["v0", "yes", 0, 1, "completed"],
      ["v1", "no", 1, 1, "completed"],
      ["v2", "yes", 0, 1, "completed"],
    ]);
    expect(outcome.groups.map(({ answer, voters, weight }) => ({ answer, voters, weight }))).toEqual([
      { answer: "yes", voters: [0, 2], weight: 2 },
      { answer: "no", voters: [1], weight: 1 },
    ]);
    expect(outcome.votes.map(({ taskId }) => taskId)).toEqual(outcome.tasks.map(({ taskId }) => taskId));
  });

  test("gives the leading answer when there is no consensus, and undefined when nobody answered", async () => {
    expect(await vote(["a", "b", "b", "c"])).toMatchObject({
      consensus: false,
      winningResult: "b",
      agreement: 0.5,
    });
    const silent = await vote([new Error("no"), new Error("no")]);
    expect(silent).toMatchObject({
      consensus: false,
      winningResult: undefined,
      agreement: 0,
      groups: [],
      distinctVoters: 2,
    });
    expect(silent.votes.map(({ error }) => error)).toEqual(["no", "no"]);
  });

  test("reaches a share that is not exact in binary", async () => {
    expect(await vote(["a", "a", "b"], { weights: [0.1, 0.2, 0.7], minAgreement: 0.7 })).toMatchObject({
      consensus: true,
      winningResult: "b",
    });
    expect(
      await vote(["a", "a", "a", "b", "b", "b", "b", "b", "b", "b"], { minAgreement: 0.7 }),
    ).toMatchObject({ consensus: true });
  });

  test("keeps a voter that failed in the denominator; with abstain it leaves it", async () => {
    const results = ["yes", "yes", new Error("no idea"), new Error("no idea")];
    expect(await vote(results)).toMatchObject({ consensus: false, agreement: 0.5 });
    expect(await vote(results, { onVoterFailure: "abstain" })).toMatchObject({
      consensus: true,
      agreement: 1,
    });
  });

  test("counts voters that nobody registered as failed, each with the exact message", async () => {
    const { orchestrator, agents } = createElection(["yes", "yes"]);
    const outcome = await orchestrator.executeConsensus({
      ...base,
      agents: [...agents, "ghost"],
      earlyStop: "never",
    });
    expect(outcome).toMatchObject({ agreement: 2 / 3, distinctVoters: 2 });
    expect(outcome.votes[2]).toMatchObject({
      status: "failed",
      error: "Agent ghost not registered",
      confidence: 0,
    });
    expect(outcome.votes[2].group).toBeUndefined();
  });

  test("weighs votes by the weights beside agents", async () => {
    const outcome = await vote(["a", "b", "b"], { weights: [5, 1, 1], minAgreement: 0.7 });
    expect(outcome).toMatchObject({ consensus: true, winningResult: "a", agreement: 5 / 7 });
    expect(outcome.votes.map(({ weight }) => weight)).toEqual([5, 1, 1]);
  });

  test("breaks a tie by the highest confidence, then by the earliest voter, never by arrival", async () => {
    const say = (verdict: string, confidence?: unknown) => ({ verdict, confidence });
    expect(await vote([say("a", 0.5), say("b", 0.2), say("b", 0.9), say("a", 0.6)])).toMatchObject({
      winningResult: { verdict: "b" },
    });
    expect(await vote([say("a", 0.5), say("b", 0.5)])).toMatchObject({ winningResult: { verdict: "a" } });
    expect(await vote([say("a", 7), say("b", 0.1)])).toMatchObject({ winningResult: { verdict: "b" } });
    expect(await vote([say("a", "0.9"), say("b", 0.1)])).toMatchObject({ winningResult: { verdict: "b" } });
    expect((await vote([say("a", 0.3), say("a", -1)])).votes.map(({ confidence }) => confidence)).toEqual([
      0.3, 0,
    ]);
  });

  test("answers with the whole result of the winning group's earliest voter", async () => {
    const outcome = await vote([
      { verdict: "no" },
      { verdict: "yes", source: 1 },
      { verdict: "yes", source: 2 },
    ]);
    expect(outcome.winningResult).toEqual({ verdict: "yes", source: 1 });
  });

  test.each([
    ["canonical-json by default", undefined, [{ a: 1, b: 2 }, { b: 2, a: 1 }, { a: 1 }], 2],
    [
      "exact, where the order of keys counts",
      "exact",
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
        { a: 1, b: 2 },
      ],
      2,
    ],
    ["canonical-json", "canonical-json", [[1, { a: 1, b: 1 }], [1, { b: 1, a: 1 }], [2]], 2],
    ["text", "text", ["Paris.", "  paris ", "London"], 2],
    ["numeric within its tolerance", { type: "numeric", tolerance: 0.5 }, ["42", 42.4, 44], 2],
    ["numeric by default", "numeric", ["1,000", 1000, 1000.1], 2],
    [
      "token-f1 above its threshold",
      { type: "token-f1", threshold: 0.6 },
      ["the red fox", "a red fox runs", "green"],
      2,
    ],
    [
      "a function",
      (left: unknown, right: unknown) => String(left).length === String(right).length,
      ["ab", "cd", "x"],
      2,
    ],
  ] as const)("compares answers by %s", async (_name, equivalence, results, votes) => {
    const outcome = await vote(results, { equivalence });
    expect(outcome.groups[0].voters).toHaveLength(votes);
    expect(outcome.groups).toHaveLength(2);
    expect(outcome).toMatchObject({ consensus: true, winningResult: results[0] });
  });

  test("compares what select names, else the capability's answerPath, else verdict, answer, or the whole result", async () => {
    const results = [
      { stars: 5, verdict: "x", answer: 1 },
      { stars: 4, verdict: "x", answer: 2 },
      { stars: 4, verdict: "y", answer: 1 },
    ];
    const select = (result: unknown): unknown => (result as { answer: number }).answer;
    expect((await vote(results, { select })).votes.map(({ answer }) => answer)).toEqual([1, 2, 1]);
    expect((await vote(results)).votes.map(({ answer }) => answer)).toEqual(["x", "x", "y"]);
    expect((await vote(results.map(({ answer }) => ({ answer })))).votes.map(({ answer }) => answer)).toEqual(
      [1, 2, 1],
    );
    const orchestrator = new Orchestrator();
    const capability = {
      name: "rate",
      description: "",
      inputTypes: [],
      outputTypes: [],
      estimatedTime: 1,
      answerPath: "stars",
    };
    const script = results.map((result) => () => result);
    orchestrator.registerAgent(
      createScriptedAgent({ agentType: "rater", script, capabilities: [capability] }),
    );
    const outcome = await orchestrator.executeConsensus({
      ...base,
      agents: ["rater", "rater", "rater"],
      earlyStop: "never",
    });
    expect(outcome.votes.map(({ answer }) => answer)).toEqual([5, 4, 4]);
    expect(outcome.winningResult).toEqual(results[1]);
  });

  test("counts a voter whose answer cannot be compared as failed, and says why", async () => {
    const select = (result: unknown): unknown => (result as { deep: { part: unknown } }).deep.part;
    const outcome = await vote([{ deep: { part: 1 } }, "shallow", { deep: { part: 1 } }], { select });
    expect(outcome).toMatchObject({ consensus: true, agreement: 2 / 3 });
    expect(outcome.votes[1].error).toMatch(/cannot be compared/);
  });

  test("hands every voter the question, the input and the options of tasks", async () => {
    const agent = createScriptedAgent({ agentType: "judge", script: [new Error("busy"), "yes"] });
    const orchestrator = new Orchestrator({ agents: { judge: agent } });
    const input = { type: "verify_fact", claim: "water is wet" };
    const outcome = await orchestrator.executeConsensus({
      ...base,
      agents: ["judge"],
      input,
      retry: { attempts: 2, backoff: { initialMs: 0 } },
    });
    expect(outcome).toMatchObject({ consensus: true, winningResult: "yes" });
    expect(agent.calls[1].task).toMatchObject({ description: base.task, input });
  });

  test("sends a repeated type to different agents first, and says how many there were", async () => {
    const orchestrator = new Orchestrator();
    const judges = ["x", "y", "z"].map((name) =>
      createScriptedAgent({ agentType: "judge", name, script: [name] }),
    );
    for (const judge of judges) orchestrator.registerAgent(judge);
    const ask = (count: number) =>
      orchestrator.executeConsensus({
        ...base,
        agents: Array.from({ length: count }, () => "judge"),
        earlyStop: "never",
      });
    const three = await ask(3);
    expect(three.votes.map(({ agentName }) => agentName).sort()).toEqual(["x", "y", "z"]);
    expect(three.distinctVoters).toBe(3);
    const five = await ask(5);
    expect(five.distinctVoters).toBe(3);
    expect(judges.map(({ calls }) => calls.length).sort()).toEqual([2, 3, 3]);
    orchestrator.unregisterAgent("judge", "y");
    orchestrator.unregisterAgent("judge", "z");
    expect(await ask(3)).toMatchObject({ distinctVoters: 1, agreement: 1, consensus: true });
  });

  test("asks only agents that offer the capability", async () => {
    const orchestrator = new Orchestrator();
    const capability = { name: "judge", description: "", inputTypes: [], outputTypes: [], estimatedTime: 1 };
    orchestrator.registerAgent(
      createAgent("court", () => "able", { name: "able", capabilities: [capability] }),
    );
    orchestrator.registerAgent(createAgent("court", () => "unable", { name: "unable", priority: 9 }));
    const outcome = await orchestrator.executeConsensus({
      ...base,
      agents: ["court", "court"],
      capability: "judge",
    });
    expect(outcome).toMatchObject({ winningResult: "able", agreement: 1, distinctVoters: 1 });
  });

  test.each([
    ["no voters", { agents: [] }],
    ["agents that are no list", { agents: "knowledge" }],
    ["minAgreement 0", { minAgreement: 0 }],
    ["minAgreement above 1", { minAgreement: 1.1 }],
    ["minAgreement that is no number", { minAgreement: Number.NaN }],
    ["minAgreement left out", { minAgreement: undefined }],
    ["a weight of 0", { weights: [0] }],
    ["a weight that is infinite", { weights: [Infinity] }],
    ["weights of another length", { weights: [1, 1] }],
    ["an unknown equivalence", { equivalence: "fuzzy" }],
    ["an unknown onVoterFailure", { onVoterFailure: "ignore" }],
    ["an unknown earlyStop", { earlyStop: "always" }],
    ["a confidence of 1", { earlyStop: { confidence: 1 } }],
    [
      "early stop by confidence with an equivalence that is not transitive",
      { earlyStop: { confidence: 0.9 }, equivalence: "numeric" },
    ],
    ["no question", { task: "" }],
    ["a bad concurrency", { concurrency: 0 }],
  ])("refuses %s with a typed error before anything runs", async (_what, wrong) => {
    const executed: string[] = [];
    const plan = { ...base, agents: ["echo"], ...wrong } as never;
    await expect(createEchoOrchestrator(executed).executeConsensus(plan)).rejects.toMatchObject({
      code: "invalid_argument",
    });
    expect(executed).toEqual([]);
  });
});
