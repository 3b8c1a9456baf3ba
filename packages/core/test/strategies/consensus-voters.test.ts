import { type ConsensusOutcome, type Agent, memoryStore, Orchestrator, type Router } from "@convoke/core";
import { createManualRuntime, createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createAgent } from "./echo-agent.ts";

const base = { task: "Is it true?", minAgreement: 0.6, earlyStop: "never" } as const;
const judge = (name: string, rest: Partial<Agent> = {}): Agent =>
  createAgent("judge", () => "yes", { name, ...rest });
const seatsOf = (count: number): string[] => Array.from({ length: count }, () => "judge");
const namesOf = ({ votes }: ConsensusOutcome): (string | undefined)[] =>
  votes.map(({ agentName }) => agentName);

function createCourt(
  judges: readonly Agent[],
  { seed = 1, router }: { seed?: number; router?: Router } = {},
) {
  const runtime = createManualRuntime({ seed });
  const orchestrator = new Orchestrator({ runtime, router });
  for (const each of judges) orchestrator.registerAgent(each);
  return { runtime, orchestrator };
}

/** How often each agent was asked in 300 votes of `seats` voters. */
async function countAsked(judges: readonly Agent[], seats: number): Promise<Record<string, number>> {
  const { orchestrator } = createCourt(judges);
  const asked: Record<string, number> = {};
  for (let run = 0; run < 300; run++) {
    const names = namesOf(await orchestrator.executeConsensus({ ...base, agents: seatsOf(seats) }));
    for (const name of names) asked[name!] = (asked[name!] ?? 0) + 1;
  }
  return asked;
}

describe("the voters of executeConsensus", () => {
  test("of a type that is named once are routed like any task: load is spread over equals", async () => {
    const asked = await countAsked([judge("A"), judge("B"), judge("C", { priority: 1 })], 1);
    expect(Object.keys(asked).sort()).toEqual(["A", "B"]);
    for (const count of Object.values(asked)) expect(count).toBeGreaterThan(100);
  });

  test("of a panel spread the load over equals, each voter another agent", async () => {
    const asked = await countAsked([judge("A"), judge("B"), judge("C")], 2);
    expect(Object.keys(asked).sort()).toEqual(["A", "B", "C"]);
    for (const count of Object.values(asked)) expect(count).toBeGreaterThan(150);
  });

  test("of a panel come by priority, and again from the top when there are more seats than agents", async () => {
    const judges = [judge("low", { priority: 1 }), judge("A"), judge("B"), judge("high", { priority: 9 })];
    expect(await countAsked(judges, 2)).toMatchObject({ high: 300 });
    expect(await countAsked(judges, 3)).toEqual({ high: 300, A: 300, B: 300 });
    expect(await countAsked(judges, 5)).toEqual({ high: 600, A: 300, B: 300, low: 300 });
    const { orchestrator } = createCourt(judges);
    const [first, second, third, fourth] = namesOf(
      await orchestrator.executeConsensus({ ...base, agents: seatsOf(4) }),
    );
    expect([first, fourth]).toEqual(["high", "low"]);
    expect([second, third].sort()).toEqual(["A", "B"]);
  });

  test("are the same whenever the runtime is", async () => {
    const judges = ["A", "B", "C", "D"].map((name) => judge(name));
    const draw = async (seed: number): Promise<unknown[]> => {
      const { orchestrator } = createCourt(judges, { seed });
      const drawn: unknown[] = [];
      for (let run = 0; run < 20; run++) {
        const agents = seatsOf((run % 4) + 1);
        drawn.push(namesOf(await orchestrator.executeConsensus({ ...base, agents })));
      }
      return drawn;
    };
    expect(await draw(7)).toEqual(await draw(7));
    expect(await draw(7)).not.toEqual(await draw(8));
  });

  test.each([1, 2])("leave out agents that do not answer any more, with %i seats", async (seats) => {
    const deaf = createScriptedAgent({
      agentType: "judge",
      name: "deaf",
      priority: 9,
      maxConcurrency: 1,
      script: [hold({ ignoresSignal: true })],
    });
    const { orchestrator, runtime } = createCourt([deaf, judge("A"), judge("B")]);
    const lost = orchestrator.delegateTask({ agentType: "judge", description: "x", timeoutMs: 10 });
    await runtime.advance(2_000);
    await lost;
    const outcome = await orchestrator.executeConsensus({ ...base, agents: seatsOf(seats) });
    expect(outcome).toMatchObject({ consensus: true, distinctVoters: seats });
    expect(namesOf(outcome)).not.toContain("deaf");
  });

  test("are who the orchestrator's router picks, others first", async () => {
    const judges = ["A", "B", "C"].map((name) => judge(name));
    const last: Router = { choose: (candidates) => candidates.at(-1) };
    const outcome = await createCourt(judges, { router: last }).orchestrator.executeConsensus({
      ...base,
      agents: seatsOf(4),
    });
    expect(namesOf(outcome)).toEqual(["C", "B", "A", "C"]);
  });

  test("are nobody whom the router declines", async () => {
    const judges = ["A", "B", "C"].map((name) => judge(name));
    const onlyB: Router = { choose: (candidates) => candidates.find(({ agent }) => agent.name === "B") };
    const ask = (router: Router) =>
      createCourt(judges, { router }).orchestrator.executeConsensus({ ...base, agents: seatsOf(3) });
    expect(namesOf(await ask(onlyB))).toEqual(["B", "B", "B"]);
    const broken: Router = {
      choose() {
        throw new Error("no map");
      },
    };
    for (const { status, error } of (await ask(broken)).votes) {
      expect(status).toBe("failed");
      expect(error).toContain("no map");
    }
  });

  test("count as distinct only when they were asked", async () => {
    const { orchestrator } = createCourt(["A", "B", "C", "D", "E"].map((name) => judge(name)));
    const outcome = await orchestrator.executeConsensus({
      ...base,
      earlyStop: "decided",
      agents: seatsOf(5),
      concurrency: 1,
    });
    expect(outcome).toMatchObject({ votesSaved: 2, distinctVoters: 3 });
    expect(namesOf(outcome).slice(3)).toEqual([undefined, undefined]);
  });
});

describe("the voters of a consensus that is resumed", () => {
  /** Two of four seats have voted or begun when the process dies; another, with other luck, takes over. */
  async function resume(seed: number, leave: (name: string) => boolean = () => false) {
    const clock = createManualRuntime();
    const store = memoryStore({ runtime: clock });
    const executed: string[] = [];
    const createJudges = (answersAtOnce: boolean): Agent[] =>
      ["A", "B", "C", "D"].map((name) =>
        createAgent(
          "judge",
          ({ taskId }) => {
            executed.push(`${taskId} ${name}`);
            return answersAtOnce || taskId === "run/0" ? "yes" : new Promise(() => {});
          },
          { name },
        ),
      );
    const runtime = createManualRuntime({ seed: 1 });
    const first = new Orchestrator({ store, runtime });
    for (const each of createJudges(false)) first.registerAgent(each);
    const plan = { strategy: "consensus", ...base, agents: seatsOf(4), concurrency: 1 } as const;
    first.startRun(plan, { id: "run" }).settled.catch(() => {});
    await runtime.advance(0);
    expect(executed).toHaveLength(2);
    const left = (await store.load("run"))!.tasks.map(({ task }) => task.agentName!);
    await clock.advance(60_000);
    const second = new Orchestrator({ store, runtime: createManualRuntime({ seed, startMs: 60_000 }) });
    for (const each of createJudges(true)) if (!leave(each.name)) second.registerAgent(each);
    const [handle] = await second.resume();
    const outcome = (await handle.settled) as ConsensusOutcome;
    return { left, outcome, executed: executed.slice(2) };
  }

  test("stay who they were where that is recorded, and are others for the rest", async () => {
    const panels = new Set<string>();
    for (let seed = 1; seed <= 12; seed++) {
      const { left, outcome, executed } = await resume(seed);
      const names = namesOf(outcome);
      expect(names.slice(0, 2)).toEqual(left);
      expect([...names].sort()).toEqual(["A", "B", "C", "D"]);
      expect(outcome).toMatchObject({ consensus: true, agreement: 1, distinctVoters: 4 });
      expect(executed).toEqual(names.slice(1).map((name, index) => `run/${index + 1} ${name}`));
      panels.add(names.join());
    }
    expect(panels.size).toBe(2);
  });

  test("make room for others where they are not registered any more", async () => {
    const { left } = await resume(1);
    const { outcome, executed } = await resume(5, (name) => left.includes(name));
    const names = namesOf(outcome);
    expect(names[0]).toBe(left[0]);
    expect(new Set(names.slice(1, 3)).size).toBe(2);
    expect(names.slice(1)).not.toContain(left[1]);
    expect(outcome).toMatchObject({ consensus: true, agreement: 1 });
    expect(executed).toHaveLength(3);
  });
});
