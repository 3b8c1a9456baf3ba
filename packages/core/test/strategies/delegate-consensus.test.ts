import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Agent,
  type AgentContext,
  type ConsensusOutcome,
  type ConsensusPlan,
  delay,
  delegateConsensus,
  ErrorCode,
  Orchestrator,
} from "@convoke/core";
import { createManualRuntime, createScriptedAgent, hold } from "@convoke/core/testing";
import { createWorld } from "../durable/two-lives.ts";
import { catchError, createAgent } from "../support/harness.ts";

type Vote = Omit<ConsensusPlan, "strategy">;

/** An agent that puts a question to the vote and answers with the outcome. */
function createChair(plan: Vote, before?: (context: AgentContext) => Promise<void>): Agent {
  return createAgent("chair", async (_, context) => {
    const outcome = await delegateConsensus(context, plan);
    await before?.(context);
    return outcome;
  });
}

/** An outcome without what differs between two runs of equal votes. */
function compare({ votes, tasks, ...rest }: ConsensusOutcome): unknown {
  return {
    ...rest,
    votes: votes.map(({ taskId: _, ...vote }) => vote),
    tasks: tasks.map(({ status, attempts, result, error, agentName, failure }) => ({
      status,
      attempts,
      result,
      error: error?.replace(/Task "[^"]*"/, "Task").replace(/of task \S+/, "of a task"),
      agentName,
      details: failure?.details,
    })),
  };
}

interface Voter {
  readonly type: number;
  readonly answer: string;
  readonly fails: boolean;
  readonly confidence: number;
  readonly ticks: number;
}

describe("delegateConsensus", () => {
  const voter = fc.record({
    type: fc.integer({ min: 0, max: 2 }),
    answer: fc.constantFrom("yes", "no", "maybe"),
    fails: fc.boolean(),
    confidence: fc.constantFrom(0, 0.4, 0.8, 1),
    ticks: fc.integer({ min: 1, max: 9 }),
  });
  const rules = fc.record({
    minAgreement: fc.constantFrom(0.4, 0.5, 0.7, 1),
    onVoterFailure: fc.constantFrom("count" as const, "abstain" as const),
    earlyStop: fc.constantFrom("decided" as const, "never" as const, { confidence: 0.8 }),
    concurrency: fc.constantFrom(undefined, 1, 2, 3),
    weighted: fc.boolean(),
  });

  /** Each type has as many agents as it has voters; the n-th answers as the n-th voter does, at a time of its own. */
  function createVoters(voters: readonly Voter[]): Agent[] {
    return voters.map(({ type, answer, fails, confidence, ticks }, index) =>
      createAgent(
        `type${type}`,
        async (_, { runtime, signal }) => {
          await delay(runtime, ticks * 100 + index, signal);
          if (fails) throw new Error("cannot say");
          return { verdict: answer, confidence };
        },
        { name: `voter${index}`, priority: 100 - index },
      ),
    );
  }

  test("gives what `executeConsensus` gives", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(voter, { minLength: 1, maxLength: 6 }),
        rules,
        async (voters, { weighted, concurrency, ...rest }) => {
          const plan: Vote = {
            task: "Is it true?",
            agents: voters.map(({ type }) => `type${type}`),
            ...rest,
            ...(concurrency !== undefined && { concurrency }),
            ...(weighted && { weights: voters.map((_, index) => 1 + (index % 3)) }),
          };
          const outcomes = [];
          for (const way of ["execute", "delegate"] as const) {
            const runtime = createManualRuntime();
            const orchestrator = new Orchestrator({ runtime });
            for (const agent of createVoters(voters)) orchestrator.registerAgent(agent);
            orchestrator.registerAgent(createChair(plan));
            const running =
              way === "execute"
                ? orchestrator.executeConsensus(plan)
                : orchestrator
                    .delegateTask({ agentType: "chair", description: "Vote" })
                    .then(
                      ({ result, error }) =>
                        (result as ConsensusOutcome | undefined) ?? Promise.reject(error),
                    );
            await runtime.advance(20_000);
            outcomes.push(compare(await running));
            expect(runtime.pendingTimers).toBe(0);
          }
          expect(outcomes[1]).toEqual(outcomes[0]);
        },
      ),
      { numRuns: 150 },
    );
  });

  test("is cancelled with its task, and cancels every voter", async () => {
    const runtime = createManualRuntime();
    const voters = createScriptedAgent({ agentType: "voter", script: [hold()] });
    let thrown: unknown;
    let reason: unknown;
    const chair = createAgent("chair", async (_, context) => {
      try {
        return await delegateConsensus(context, { task: "?", agents: ["voter", "voter"], minAgreement: 1 });
      } catch (error) {
        [thrown, reason] = [error, context.signal.reason];
        throw error;
      }
    });
    const orchestrator = new Orchestrator({ runtime, agents: { voter: voters } });
    orchestrator.registerAgent(chair);
    const handle = orchestrator.startTask({ agentType: "chair", description: "Vote" });
    await voters.called(2);
    await handle.cancel();
    expect((await handle.settled).status).toBe("cancelled");
    expect(thrown).toBe(reason);
    expect(voters.calls.map(({ signal }) => signal.aborted)).toEqual([true, true]);
    expect(runtime.pendingTimers).toBe(0);
  });

  test.each([
    [{ agents: [] }, "A vote needs at least one voter"],
    [{ agents: "voter" }, "delegateConsensus: pass { task, agents: [...], minAgreement }"],
    [{ minAgreement: 2 }, "minAgreement must be a number above 0"],
    [{ earlyStop: "soon" }, 'delegateConsensus: earlyStop must be "decided"'],
    [{ concurrency: 0 }, "delegateConsensus: concurrency 0"],
    [{ voters: 3 }, "delegateConsensus: unknown option"],
    [{ retry: { attempts: 0 } }, "delegateConsensus"],
  ])("refuses %j", async (bad, message) => {
    const plan = { task: "?", agents: ["voter"], minAgreement: 1, ...bad } as unknown as Vote;
    const error = await catchError(() => delegateConsensus({} as AgentContext, plan));
    expect(error).toMatchObject({ code: ErrorCode.INVALID_ARGUMENT });
    expect((error as Error).message).toContain(message);
  });

  test("gives the seat of an agent that has left to another one", async () => {
    const orchestrator = new Orchestrator({ runtime: createManualRuntime() });
    const leave = () => orchestrator.unregisterAgent("voter", "second");
    orchestrator.registerAgent(createAgent("voter", () => (leave(), "yes"), { name: "first", priority: 9 }));
    orchestrator.registerAgent(createAgent("voter", () => "no", { name: "second" }));
    const plan: Vote = { task: "?", agents: ["voter", "voter"], minAgreement: 1, concurrency: 1 };
    orchestrator.registerAgent(createChair(plan));
    const { result } = await orchestrator.delegateTask({ agentType: "chair", description: "Vote" });
    expect(result).toMatchObject({ consensus: true, winningResult: "yes", distinctVoters: 1 });
  });

  test("keeps a consensus for later attempts, and asks again who had not answered without one", async () => {
    const runtime = createManualRuntime();
    const yes = createScriptedAgent({ agentType: "yes", script: ["yes"] });
    const shy = createScriptedAgent({ agentType: "shy", script: [new Error("not now"), "yes"] });
    const outcomes: ConsensusOutcome[] = [];
    const chair = createAgent("chair", async (_, context) => {
      const plan = { task: "?", agents: ["yes", "shy"], minAgreement: 1, earlyStop: "never" } as const;
      outcomes.push(await delegateConsensus(context, plan));
      if (context.attempt < 3) throw new Error("once more");
    });
    const orchestrator = new Orchestrator({ runtime, agents: { yes, shy } });
    orchestrator.registerAgent(chair);
    const settled = orchestrator.delegateTask({
      agentType: "chair",
      description: "Vote",
      retry: { attempts: 3 },
    });
    await runtime.advance(60_000);
    expect((await settled).status).toBe("completed");
    expect(outcomes.map(({ consensus }) => consensus)).toEqual([false, true, true]);
    expect(yes.calls).toHaveLength(1);
    expect(shy.calls).toHaveLength(2);
  });

  test.each([0, 1, 2, 3, 4, 5])(
    "goes on after a crash at commit %i without asking anybody again who has answered",
    async (commits) => {
      const plan: Vote = { task: "?", agents: ["yes", "yes", "yes", "slow", "slow"], minAgreement: 0.6 };
      const world = createWorld();
      const yes = createScriptedAgent({ agentType: "yes", script: [{ verdict: "yes" }] });
      const slow = createScriptedAgent({ agentType: "slow", script: [hold()] });
      const after = createScriptedAgent({ agentType: "after", script: ["done"] });
      const agents = [
        yes,
        slow,
        after,
        createChair(
          plan,
          async ({ delegate }) => void (await delegate({ agentType: "after", description: "x" })),
        ),
      ];
      let made = 0;
      const store = {
        ...world.store,
        commit: (...[lease, writes]: Parameters<typeof world.store.commit>) =>
          made++ >= commits ? new Promise<never>(() => {}) : world.store.commit(lease, writes),
      };
      const first = world.start(agents, { store });
      first.orchestrator
        .startTask({ agentType: "chair", description: "Vote", id: "run" })
        .settled.catch(() => {});
      await first.runtime.advance(1_000);
      const left = await world.store.load("run");
      const answered =
        left?.tasks.filter(({ task }) => task.agentType === "yes" && task.status === "completed").length ?? 0;
      const askedBefore = yes.calls.length;
      const { handles, runtime } = await world.takeUp(agents);
      await runtime.advance(1_000);
      const { result, error } = (await handles[0]!.settled) as { result?: ConsensusOutcome; error?: string };
      expect(error).toBeUndefined();
      expect(result).toMatchObject({
        consensus: true,
        agreement: 0.6,
        votesSaved: 2,
        winningResult: { verdict: "yes" },
      });
      expect(yes.calls.length - askedBefore).toBe(3 - answered);
      expect(JSON.stringify(await world.store.load("run"))).not.toContain("non_deterministic");
    },
  );
});
