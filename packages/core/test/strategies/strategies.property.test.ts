import { type ConsensusPlan, delay, fromTask, Orchestrator, type TaskSpec } from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createAgent } from "./echo-agent.ts";

/** What a task does: it takes so many ticks (0: it returns at once), then fails or gives its answer. */
interface Behaviour {
  readonly ticks: number;
  readonly fails: boolean;
}

const behaviour: fc.Arbitrary<Behaviour> = fc.record({
  ticks: fc.oneof(
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 6 }) },
  ),
  fails: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});

interface Actor extends Behaviour {
  readonly answer: unknown;
}

/** An orchestrator whose agents behave as told by the input of their task, and a way to let them come to their end. */
function createStage() {
  const runtime = createManualRuntime();
  const orchestrator = new Orchestrator({ runtime });
  const log: string[] = [];
  const perform = ({ ticks, fails, answer }: Actor, name: string, signal: AbortSignal): unknown => {
    log.push(`start ${name}`);
    const end = (): unknown => {
      log.push(`end ${name}`);
      if (fails) throw new Error(`${name} failed`);
      return answer;
    };
    return ticks === 0 ? end() : delay(runtime, ticks, signal).then(end);
  };
  orchestrator.registerAgent(
    createAgent("actor", ({ description, input }, { signal }) =>
      perform(input as Actor, description, signal),
    ),
  );
  async function finish<Outcome>(outcome: Promise<Outcome>): Promise<Outcome> {
    let settled = false;
    const done = outcome.finally(() => (settled = true));
    await runtime.advance(0);
    while (!settled) await runtime.advanceToNextTimer();
    return done;
  }
  return { runtime, orchestrator, log, perform, finish };
}

describe("executeParallel", () => {
  test("keeps the order given whatever the order of completion, and never exceeds its concurrency", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(behaviour, { maxLength: 12 }),
        fc.integer({ min: 1, max: 14 }),
        async (behaviours, concurrency) => {
          const { orchestrator, log, finish, runtime } = createStage();
          const tasks = behaviours.map((each, index) => ({
            agentType: "actor",
            description: `${index}`,
            input: { ...each, answer: index },
          }));
          const records = await finish(orchestrator.executeParallel(tasks, { concurrency }));
          expect(records.map(({ description, status, result }) => [description, status, result])).toEqual(
            behaviours.map(({ fails }, index) => [
              `${index}`,
              fails ? "failed" : "completed",
              fails ? undefined : index,
            ]),
          );
          let running = 0;
          for (const line of log) {
            running += line.startsWith("start") ? 1 : -1;
            expect(running).toBeLessThanOrEqual(concurrency);
          }
          expect(runtime.pendingTimers).toBe(0);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe("executeSequential", () => {
  test("is a fold over its steps: each gets what came before, strict ones end it", async () => {
    const steps = fc.array(fc.record({ behaviour, strict: fc.boolean() }), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(steps, async (given) => {
        const { orchestrator, log, finish } = createStage();
        const tasks: TaskSpec[] = given.map((each, index) => ({
          agentType: "actor",
          description: `${index}`,
          strict: each.strict,
          input: (previous: readonly { status: string; result?: unknown }[]): Actor => ({
            ...each.behaviour,
            answer: [
              index,
              ...previous.map(({ status, result }) => (status === "completed" ? result : status)),
            ],
          }),
        }));
        const records = await finish(orchestrator.executeSequential(tasks));
        let stopped = false;
        const expected = given.reduce<{ status: string; result: unknown }[]>(
          (before, { behaviour: { fails }, strict }, index) => {
            const status = stopped ? "cancelled" : fails ? "failed" : "completed";
            const known = before.map((each) => (each.status === "completed" ? each.result : each.status));
            stopped ||= strict && fails;
            return [...before, { status, result: status === "completed" ? [index, ...known] : undefined }];
          },
          [],
        );
        expect(records.map(({ status, result }) => ({ status, result }))).toEqual(expected);
        const ran = expected.flatMap(({ status }, index) =>
          status === "cancelled" ? [] : [`start ${index}`, `end ${index}`],
        );
        expect(log).toEqual(ran);
      }),
      { numRuns: 150 },
    );
  });
});

describe("executeConsensus", () => {
  const voter = fc.record({
    behaviour,
    verdict: fc.constantFrom("a", "b", "c"),
    confidence: fc.constantFrom(undefined, 0, 0.3, 0.7, 1),
    weight: fc.oneof(fc.constant(1), fc.constantFrom(0.1, 0.2, 0.3, 2, 5)),
  });
  const election = fc.record({
    voters: fc.array(voter, { minLength: 1, maxLength: 9 }),
    minAgreement: fc.constantFrom(0.2, 0.34, 0.5, 0.6, 2 / 3, 0.75, 1),
    onVoterFailure: fc.constantFrom("count" as const, "abstain" as const),
    equivalence: fc.constantFrom(undefined, "exact" as const, "text" as const),
    concurrency: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
  });

  test("with early stop gives the verdict of full voting, whatever the votes, weights, failures and order of completion", async () => {
    let saved = 0;
    await fc.assert(
      fc.asyncProperty(election, async ({ voters, ...rules }) => {
        const hear = async (earlyStop: ConsensusPlan["earlyStop"]) => {
          const { orchestrator, finish, perform, runtime, log } = createStage();
          const agents = voters.map(({ behaviour: each, verdict, confidence }, index) => {
            const actor = { ...each, answer: { verdict, confidence } };
            orchestrator.registerAgent(
              createAgent(`v${index}`, (_task, { signal }) => perform(actor, `${index}`, signal)),
            );
            return `v${index}`;
          });
          const weights = voters.map(({ weight }) => weight);
          const outcome = await finish(
            orchestrator.executeConsensus({ task: "t", agents, weights, earlyStop, ...rules }),
          );
          await runtime.advance(0);
          expect(runtime.pendingTimers).toBe(0);
          return { outcome, started: log.filter((line) => line.startsWith("start")).length };
        };
        const { outcome: full, started: all } = await hear("never");
        const { outcome: early, started } = await hear("decided");
        expect(early.consensus).toBe(full.consensus);
        if (full.consensus) {
          expect((early.winningResult as { verdict: string }).verdict).toBe(
            (full.winningResult as { verdict: string }).verdict,
          );
        }
        expect(all).toBe(voters.length);
        expect(started).toBeLessThanOrEqual(all);
        expect(full).toMatchObject({ votesSaved: 0, stoppedBy: "complete" });
        const { least, greatest } = early.agreementBounds;
        expect(least).toBeLessThanOrEqual(early.agreement + 1e-9);
        expect(early.agreement).toBeLessThanOrEqual(greatest + 1e-9);
        expect(early.votes).toHaveLength(voters.length);
        for (const { status, group } of early.votes) expect(group !== undefined).toBe(status === "completed");
        saved += early.votesSaved;
      }),
      { numRuns: 300 },
    );
    expect(saved).toBeGreaterThan(50);
  });
});

describe("executeGraph", () => {
  const graph = fc.integer({ min: 1, max: 12 }).chain((count) =>
    fc.record({
      behaviours: fc.array(behaviour, { minLength: count, maxLength: count }),
      // For each pair, whether the later one of a random order waits for the earlier, and whether by reference.
      edges: fc.array(fc.constantFrom("none", "none", "none", "dependsOn", "reference"), {
        minLength: count * count,
        maxLength: count * count,
      }),
      order: fc.shuffledSubarray(
        Array.from({ length: count }, (_, index) => index),
        { minLength: count, maxLength: count },
      ),
      strict: fc.option(fc.nat(count - 1), { nil: undefined }),
      concurrency: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    }),
  );

  test("starts no task before its dependencies have completed, and settles every task, whatever fails", async () => {
    await fc.assert(
      fc.asyncProperty(graph, async ({ behaviours, edges, order, strict, concurrency }) => {
        const { orchestrator, log, finish, runtime } = createStage();
        const count = behaviours.length;
        const needs: { readonly on: number; readonly by: string }[][] = behaviours.map(() => []);
        for (let left = 0; left < count; left++) {
          for (let right = left + 1; right < count; right++) {
            const by = edges[left * count + right];
            if (by !== "none") needs[order[right]].push({ on: order[left], by });
          }
        }
        const tasks: TaskSpec[] = behaviours.map((each, index) => ({
          agentType: "actor",
          description: `t${index}`,
          id: `t${index}`,
          strict: index === strict,
          dependsOn: needs[index].filter(({ by }) => by === "dependsOn").map(({ on }) => `t${on}`),
          input: {
            ...each,
            answer: needs[index].filter(({ by }) => by === "reference").map(({ on }) => fromTask(`t${on}`)),
          },
        }));
        const records = await finish(orchestrator.executeGraph(tasks, { concurrency }));
        const stopped = strict !== undefined && records[strict].status !== "completed";
        for (const [index, { status }] of records.entries()) {
          const ready = needs[index].every(({ on }) => records[on].status === "completed");
          const start = log.indexOf(`start t${index}`);
          if (!ready || stopped) expect(["failed", "cancelled", "completed"]).toContain(status);
          else expect(status).toBe(behaviours[index].fails ? "failed" : "completed");
          if (start === -1) continue;
          expect(ready).toBe(true);
          for (const { on } of needs[index]) expect(log.slice(0, start)).toContain(`end t${on}`);
        }
        expect(orchestrator.getStatistics()).toMatchObject({ totalTasks: count, tasksInProgress: 0 });
        await runtime.advance(0);
        expect(runtime.pendingTimers).toBe(0);
      }),
      { numRuns: 250 },
    );
  });
});
