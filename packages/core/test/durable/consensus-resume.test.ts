import { type ConsensusOutcome, type ConsensusPlan, delay, TaskStatus } from "@convoke/core";
import { createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import {
  describeTasks,
  runThroughCrash,
  runUndisturbed,
  type Scenario,
  tickMs,
  withoutTimes,
} from "./crash.ts";
import { createFailingStore } from "./failing-store.ts";
import { createWorld } from "./two-lives.ts";

const question = { strategy: "consensus", task: "true?", minAgreement: 0.6 } as const;

/** Voters by name: what they answer, and after how many ticks. */
function createVoters(
  voters: Readonly<Record<string, readonly [answer: string, ticks: number]>>,
): Scenario["createAgents"] {
  return (executions) =>
    Object.entries(voters).map(([agentType, [verdict, ticks]]) => ({
      agentType,
      name: agentType,
      description: agentType,
      capabilities: [],
      executor: async ({ taskId }, { runtime, signal, idempotencyKey }) => {
        executions.push({ taskId, idempotencyKey });
        await delay(runtime, ticks * tickMs, signal);
        return { verdict };
      },
    }));
}

const elections: readonly (readonly [
  string,
  Omit<ConsensusPlan, "strategy" | "task">,
  Parameters<typeof createVoters>[0],
])[] = [
  [
    "the last to come decide",
    { agents: ["a", "b", "c", "d", "e"], minAgreement: 0.6 },
    { a: ["yes", 9], b: ["yes", 8], c: ["yes", 3], d: ["yes", 2], e: ["yes", 1] },
  ],
  [
    "a tie is broken by the earliest voter",
    { agents: ["a", "b", "c", "d"], minAgreement: 0.5 },
    { a: ["no", 4], b: ["yes", 3], c: ["yes", 2], d: ["no", 1] },
  ],
  [
    "a heavy voter behind two slots",
    { agents: ["a", "b", "c", "d", "e"], weights: [9, 1, 1, 1, 1], minAgreement: 0.6, concurrency: 2 },
    { a: ["yes", 4], b: ["no", 1], c: ["no", 1], d: ["yes", 1], e: ["no", 9] },
  ],
  [
    "nobody can win",
    { agents: ["a", "b", "c", "d"], minAgreement: 0.9 },
    { a: ["yes", 3], b: ["no", 1], c: ["no", 2], d: ["yes", 9] },
  ],
  [
    "failed voters abstain",
    { agents: ["a", "b", "c", "nobody", "d"], minAgreement: 0.7, onVoterFailure: "abstain" },
    { a: ["yes", 1], b: ["yes", 2], c: ["yes", 3], d: ["no", 9] },
  ],
  [
    "it is certain enough",
    { agents: ["a", "b", "c", "d", "e", "f", "g"], minAgreement: 0.5, earlyStop: { confidence: 0.95 } },
    { a: ["no", 9], b: ["yes", 1], c: ["yes", 2], d: ["yes", 3], e: ["yes", 4], f: ["yes", 9], g: ["no", 9] },
  ],
];

describe("a consensus that stops early and crashes at any commit", () => {
  test.each(elections)("has the verdict of an undisturbed one where %s", async (_what, vote, voters) => {
    const scenario = { plan: { ...question, ...vote }, createAgents: createVoters(voters) };
    const undisturbed = await runUndisturbed(scenario);
    const expected = undisturbed.outcome as ConsensusOutcome;
    for (const death of ["hang", "written", "refuse"] as const) {
      for (let whole = 0; whole < undisturbed.commits; whole++) {
        const crash = await runThroughCrash(scenario, whole, death);
        if (crash === undefined) continue;
        const where = `after commit ${whole} of ${undisturbed.commits} (${death})`;
        const outcome = crash.outcome as ConsensusOutcome;
        expect(outcome.consensus, where).toBe(expected.consensus);
        if (outcome.consensus) expect(outcome.winningResult, where).toEqual(expected.winningResult);
        for (const { task } of crash.stored.tasks) {
          expect([task.taskId, task.finishedAt], where).toEqual([task.taskId, expect.any(Number)]);
        }
        for (const { status } of outcome.tasks)
          expect(["completed", "failed", "cancelled"], where).toContain(status);
        // What was committed as settled is neither executed again nor written over.
        const settled = crash.left.tasks.filter(({ task }) => task.finishedAt !== undefined);
        const kept = new Set(settled.map(({ task }) => task.taskId));
        expect(describeTasks(crash.stored.tasks.filter(({ task }) => kept.has(task.taskId))), where).toEqual(
          describeTasks(settled),
        );
        expect(
          crash.executions.filter(({ taskId }) => kept.has(taskId)),
          where,
        ).toEqual([]);
      }
    }
  });
});

describe("a consensus whose process died after the verdict was settled", () => {
  const agents = ["yes", "slow", "yes", "yes", "slow"];

  async function decideAndDie(plan: ConsensusPlan) {
    const world = createWorld();
    const yes = createScriptedAgent({ agentType: "yes", script: [{ verdict: "yes", confidence: 0.5 }] });
    const slow = createScriptedAgent({ agentType: "slow", script: [hold()] });
    // Voters, votes and the cancelled ones are written; the end of the run is not.
    let ended = false;
    const store = {
      ...world.store,
      commit: (...[lease, writes]: Parameters<typeof world.store.commit>) =>
        ended || writes.run !== undefined
          ? ((ended = true), new Promise<never>(() => {}))
          : world.store.commit(lease, writes),
    };
    const { orchestrator, runtime } = world.start([yes, slow], { store });
    orchestrator.startRun(plan, { id: "run" }).settled.catch(() => {});
    await runtime.advance(0);
    const left = await world.store.load("run");
    expect(left?.tasks.map(({ task }) => task.status)).toEqual(
      agents.map((name) => (name === "yes" ? "completed" : "cancelled")),
    );
    const { handles } = await world.takeUp([yes, slow]);
    expect(yes.calls).toHaveLength(3);
    expect(slow.calls).toHaveLength(2);
    return (await handles[0].settled) as ConsensusOutcome;
  }

  test.each(["count", "abstain"] as const)(
    "keeps the voters that were cancelled for it in the denominator, with onVoterFailure %s",
    async (onVoterFailure) => {
      const outcome = await decideAndDie({ ...question, agents, onVoterFailure });
      expect(outcome).toMatchObject({
        consensus: true,
        agreement: 0.6,
        agreementBounds: { least: 0.6, greatest: 1 },
        votesSaved: 2,
        stoppedBy: "decided",
        winningResult: { verdict: "yes" },
      });
      expect(outcome.tasks.filter(({ status }) => status === TaskStatus.CANCELLED)).toHaveLength(2);
    },
  );

  test("is answered the same when its id is submitted again in another process", async () => {
    const world = createWorld();
    const createAgents = () => [
      createScriptedAgent({ agentType: "yes", script: [{ verdict: "yes" }] }),
      createScriptedAgent({ agentType: "slow", script: [hold()] }),
    ];
    const plan = { task: "true?", agents, minAgreement: 0.6, onVoterFailure: "abstain", id: "run" } as const;
    const original = await world.start(createAgents()).orchestrator.executeConsensus(plan);
    expect(original).toMatchObject({ consensus: true, agreement: 0.6, votesSaved: 2 });
    const unused = createAgents();
    const again = await world.start(unused).orchestrator.executeConsensus(plan);
    expect(withoutTimes(again)).toEqual(withoutTimes(original));
    for (const agent of unused) expect(agent.calls).toEqual([]);
  });

  test("writes no vote over that was committed but not yet counted", async () => {
    const world = createWorld();
    const yes = createScriptedAgent({ agentType: "yes", script: [{ verdict: "yes" }] });
    // All five votes are in one commit; the process dies before it hears of it.
    const { orchestrator, runtime } = world.start([yes], {
      store: createFailingStore(world.store, 0, "written"),
    });
    orchestrator
      .startRun({ ...question, agents: Array.from({ length: 5 }, () => "yes") }, { id: "run" })
      .settled.catch(() => {});
    await runtime.advance(0);
    const left = await world.store.load("run");
    expect(left?.tasks.map(({ task }) => task.status)).toEqual(Array.from({ length: 5 }, () => "completed"));
    const { handles } = await world.takeUp([yes]);
    const outcome = (await handles[0].settled) as ConsensusOutcome;
    expect(outcome).toMatchObject({ consensus: true, winningResult: { verdict: "yes" } });
    expect(outcome.tasks.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => "completed"));
    expect((await world.store.load("run"))?.tasks).toEqual(left?.tasks);
    expect(yes.calls).toHaveLength(5);
  });
});
