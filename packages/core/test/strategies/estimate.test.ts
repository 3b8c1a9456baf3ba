import { type Agent, Orchestrator, type Plan } from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createAgent } from "./echo-agent.ts";

const executed: string[] = [];

function priced(
  agentType: string,
  estimatedTime: number,
  costEstimate?: number,
  rest: Partial<Agent> = {},
): Agent {
  const capability = {
    name: `${agentType} work`,
    description: "",
    inputTypes: [],
    outputTypes: [],
    estimatedTime,
    costEstimate,
  };
  return createAgent(agentType, () => executed.push(agentType), { capabilities: [capability], ...rest });
}

function createPriced(): Orchestrator {
  const orchestrator = new Orchestrator();
  for (const agent of [priced("short", 1, 0.1), priced("long", 3, 0.2), priced("free", 2)])
    orchestrator.registerAgent(agent);
  return orchestrator;
}

const work = (agentType: string) => ({ agentType, description: agentType });
const mixed = ["long", "short", "short", "long"].map(work);

describe("estimate", () => {
  test.each<[string, Plan, number, number, number]>([
    ["a task", { strategy: "task", task: work("long") }, 3, 0.2, 1],
    ["a sequential run: the sum", { strategy: "sequential", tasks: mixed }, 8, 0.6, 4],
    ["a parallel run: the longest", { strategy: "parallel", tasks: mixed }, 3, 0.6, 4],
    ["a parallel run, two at a time", { strategy: "parallel", tasks: mixed, concurrency: 2 }, 5, 0.6, 4],
    ["a parallel run, one at a time", { strategy: "parallel", tasks: mixed, concurrency: 1 }, 8, 0.6, 4],
    [
      "a hierarchical run",
      { strategy: "hierarchical", mainTask: "m", subtasks: mixed, concurrency: 3 },
      4,
      0.6,
      4,
    ],
    [
      "a consensus",
      { strategy: "consensus", task: "t", agents: ["short", "long", "long"], minAgreement: 0.5 },
      3,
      0.5,
      3,
    ],
    [
      "a consensus, one voter at a time",
      { strategy: "consensus", task: "t", agents: ["short", "long"], minAgreement: 0.5, concurrency: 1 },
      4,
      0.3,
      2,
    ],
    [
      "a graph: the longest path",
      {
        strategy: "graph",
        tasks: [
          { ...work("long"), id: "a" },
          { ...work("short"), id: "b", dependsOn: ["a"] },
          { ...work("long"), id: "c" },
        ],
      },
      4,
      0.5,
      3,
    ],
    [
      "a graph, one at a time",
      {
        strategy: "graph",
        tasks: [
          { ...work("long"), id: "a" },
          { ...work("short"), id: "b", dependsOn: ["a"] },
        ],
        concurrency: 1,
      },
      4,
      0.3,
      2,
    ],
    ["an empty plan", { strategy: "parallel", tasks: [] }, 0, 0, 0],
  ])("%s", (_what, plan, seconds, costUsd, tasks) => {
    expect(createPriced().estimate(plan)).toEqual({ seconds, costUsd, tokens: 0, tasks, missing: [] });
  });

  test("names each agent that gave no estimate once, and types that nobody registered", () => {
    const orchestrator = createPriced();
    orchestrator.registerAgent(createAgent("silent", () => 1));
    const { seconds, costUsd, missing } = orchestrator.estimate({
      strategy: "sequential",
      tasks: ["free", "free", "ghost", "silent", "short"].map(work),
    });
    expect({ seconds, costUsd }).toEqual({ seconds: 5, costUsd: 0.1 });
    expect(missing).toEqual([
      { agentType: "free", agentName: "free", capability: undefined, missing: ["costEstimate"] },
      { agentType: "ghost", capability: undefined, missing: ["agent"] },
      {
        agentType: "silent",
        agentName: "silent",
        capability: undefined,
        missing: ["estimatedTime", "costEstimate"],
      },
    ]);
  });

  test("takes the estimate of the capability that is asked for, else the greatest of the agent's", () => {
    const orchestrator = new Orchestrator();
    const capability = (name: string, estimatedTime: number, costEstimate: number) => ({
      name,
      description: "",
      inputTypes: [],
      outputTypes: [],
      estimatedTime,
      costEstimate,
    });
    orchestrator.registerAgent(
      createAgent("both", () => 1, {
        capabilities: [capability("quick", 1, 0.5), capability("slow", 9, 0.1)],
      }),
    );
    const price = (task: object) => {
      const { seconds, costUsd } = orchestrator.estimate({
        strategy: "task",
        task: { description: "x", ...task },
      });
      return [seconds, costUsd];
    };
    expect(price({ capability: "quick" })).toEqual([1, 0.5]);
    expect(price({ agentType: "both", capability: "slow" })).toEqual([9, 0.1]);
    expect(price({ agentType: "both" })).toEqual([9, 0.5]);
  });

  test("asks the agent that would be chosen", () => {
    const orchestrator = new Orchestrator();
    orchestrator.registerAgent(priced("work", 1, 1, { name: "cheap", priority: 1 }));
    orchestrator.registerAgent(priced("work", 5, 7, { name: "preferred", priority: 9 }));
    const { seconds, costUsd } = orchestrator.estimate({ strategy: "task", task: work("work") });
    expect([seconds, costUsd]).toEqual([5, 7]);
    const named = orchestrator.estimate({ strategy: "task", task: { ...work("work"), agentName: "cheap" } });
    expect(named.costUsd).toBe(1);
  });

  test("asks the fallback when nobody of the task's own type is there, as the task would", () => {
    const orchestrator = createPriced();
    const fallen = { ...work("browser"), fallback: ["ghost", "long", "short"] };
    expect(orchestrator.estimate({ strategy: "task", task: fallen })).toEqual({
      seconds: 3,
      costUsd: 0.2,
      tokens: 0,
      tasks: 1,
      missing: [],
    });
    const lost = { ...work("browser"), fallback: ["ghost"] };
    expect(orchestrator.estimate({ strategy: "task", task: lost }).missing).toEqual([
      { agentType: "browser", capability: undefined, missing: ["agent"] },
    ]);
  });

  test("says that the agent is missing when the router fails, as the task would fail", async () => {
    const router = {
      choose: () => {
        throw new Error("no map");
      },
    };
    const orchestrator = new Orchestrator({ router });
    orchestrator.registerAgent(priced("work", 1));
    expect(orchestrator.estimate({ strategy: "task", task: work("work") })).toMatchObject({
      seconds: 0,
      missing: [{ agentType: "work", missing: ["agent"] }],
    });
    expect(await orchestrator.delegateTask(work("work"))).toMatchObject({
      failure: { code: "agent_unavailable" },
    });
  });

  test("asks, for a consensus, the different agents that would vote", () => {
    const orchestrator = new Orchestrator();
    for (const [name, seconds, costUsd] of [
      ["a", 1, 1],
      ["b", 2, 10],
      ["c", 4, 100],
    ] as const) {
      orchestrator.registerAgent(priced("voter", seconds, costUsd, { name, priority: 10 - costUsd / 100 }));
    }
    const estimate = orchestrator.estimate({
      strategy: "consensus",
      task: "t",
      agents: ["voter", "voter", "voter"],
      minAgreement: 0.5,
    });
    expect(estimate).toMatchObject({ seconds: 4, costUsd: 111, missing: [] });
  });

  test("runs nothing, and refuses what could not run", () => {
    const orchestrator = createPriced();
    orchestrator.estimate({ strategy: "parallel", tasks: mixed });
    expect(executed).toEqual([]);
    expect(orchestrator.getStatistics().totalTasks).toBe(0);
    expect(() =>
      orchestrator.estimate({ strategy: "graph", tasks: [{ ...work("short"), id: "a", dependsOn: ["a"] }] }),
    ).toThrow(expect.objectContaining({ code: "cycle" }));
    expect(() => orchestrator.estimate({ strategy: "parallel", tasks: [], concurrency: 0 })).toThrow(
      expect.objectContaining({ code: "invalid_argument" }),
    );
  });
});

describe("an estimate over several agents of a type", () => {
  function createUnequal() {
    const runtime = createManualRuntime();
    let draws = 0;
    const random = (): number => {
      draws++;
      return runtime.random();
    };
    const orchestrator = new Orchestrator({ runtime: { ...runtime, random } });
    for (const [name, cost] of [
      ["cheap", 1],
      ["dear", 5],
      ["middle", 3],
    ] as const)
      orchestrator.registerAgent(priced("work", cost, cost, { name }));
    orchestrator.registerAgent(priced("work", 9, 9, { name: "reserve", priority: 1 }));
    return { orchestrator, countDraws: () => draws };
  }

  test("takes the dearest of equals, is the same each time, and draws nothing", () => {
    const { orchestrator, countDraws } = createUnequal();
    for (let call = 0; call < 5; call++) {
      expect(orchestrator.estimate({ strategy: "task", task: work("work") })).toMatchObject({ costUsd: 5 });
      expect(
        orchestrator.estimate({
          strategy: "consensus",
          task: "?",
          agents: ["work", "work", "work", "work"],
          minAgreement: 1,
        }),
      ).toMatchObject({ costUsd: 18, seconds: 9 });
    }
    expect(countDraws()).toBe(0);
  });

  test("names each agent that is missing", () => {
    const { orchestrator } = createUnequal();
    const tasks = ["ghost", "other"].map((agentName) => ({ ...work("work"), agentName }));
    expect(orchestrator.estimate({ strategy: "parallel", tasks }).missing).toEqual(
      tasks.map(({ agentName }) => ({
        agentType: "work",
        agentName,
        capability: undefined,
        missing: ["agent"],
      })),
    );
  });
});
