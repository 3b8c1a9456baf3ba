import type { Agent, Task } from "@convoke/core";
import { createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createCapability } from "../support/harness.ts";
import { createFailingStore } from "./failing-store.ts";
import { parked } from "./missing-agents.ts";
import { createWorld, type World } from "./two-lives.ts";

type Answer = Parameters<typeof createScriptedAgent>[0]["script"][number];

const able = (
  name: string,
  capabilities: readonly string[],
  answer: Answer = "done",
  agentType = "work",
) => ({
  ...createScriptedAgent({ agentType, name, script: [answer] }),
  capabilities: capabilities.map((capability) => createCapability(capability)),
});
const translate = { agentType: "work", capability: "translate", description: "a" };

/** Begins a task in a process that dies at its first commit. */
async function leaveTask(agents: readonly Agent[], task: object = translate): Promise<World> {
  const world = createWorld();
  const first = world.start(agents, { store: createFailingStore(world.store, 0, "hang") });
  first.orchestrator.startTask({ ...task, id: "run" } as never).settled.catch(() => undefined);
  await first.runtime.advance(0);
  return world;
}

describe("a resumed run whose agent has lost the capability that a task needs", () => {
  test.each([
    ["a type and a capability", translate, 'No agent offers capability "translate" of type work'],
    ["a capability alone", { capability: "translate", description: "a" }, 'capability "translate"'],
    [
      "a name and a capability",
      { ...translate, agentName: "One" },
      'Agent work "One" does not offer capability "translate"',
    ],
  ])(
    "is parked when %s was asked for, and goes on once it is offered again",
    async (_what, task, message) => {
      const world = await leaveTask([able("One", ["translate"], hold()), able("Two", ["draw"])], task);
      const changed = [able("One", ["draw"]), able("Two", ["draw"])];
      const { orchestrator, handles } = await world.takeUp(changed);
      await expect(handles[0].settled).rejects.toMatchObject(parked(message));
      expect(await world.store.load("run")).toMatchObject({ status: "running" });
      for (const again of await orchestrator.resume())
        await expect(again.settled).rejects.toMatchObject(parked(message));
      orchestrator.unregisterAgent("work", "One");
      orchestrator.registerAgent(able("One", ["translate"], "translated"));
      const [handle] = await orchestrator.resume();
      expect(await handle.settled).toMatchObject({ status: "completed", result: "translated", attempts: 1 });
      for (const { calls } of changed) expect(calls).toEqual([]);
    },
  );

  test("is parked for a child, too, and goes on with whoever else offers it by then", async () => {
    const asking = () =>
      able("Asking", [], async (_task, { delegate }) => (await delegate(translate)).result, "parent");
    const top = { agentType: "parent", description: "top" };
    const world = await leaveTask([asking(), able("One", ["translate"], hold())], top);
    const { orchestrator, handles } = await world.takeUp([asking(), able("One", [])]);
    await expect(handles[0].settled).rejects.toMatchObject(parked('capability "translate"'));
    orchestrator.registerAgent(able("Late", ["translate"], "by another"));
    const [handle] = await orchestrator.resume();
    expect(await handle.settled).toMatchObject({ status: "completed", result: "by another" });
  });

  test("fails for a capability that nobody offered when the run began, whoever has left since", async () => {
    const asking = () =>
      able("Asking", [], async (_task, { delegate }) => (await delegate(translate)).error, "parent");
    const top = { agentType: "parent", description: "top" };
    const world = await leaveTask([asking(), able("One", ["draw"]), able("Two", ["draw"])], top);
    const { handles } = await world.takeUp([asking(), able("One", ["draw"])]);
    expect(await handles[0].settled).toMatchObject({
      result: expect.stringContaining('No agent offers capability "translate"') as string,
    });
  });

  test.each([
    ["an earlier version has stored no capabilities", [["work", "One"]]],
    ["neither agents nor capabilities are known", undefined],
  ])("that %s: as it was, by type and name", async (_what, agents) => {
    const world = createWorld();
    const plan = { plan: { strategy: "task", task: translate }, agents };
    await world.store.open(
      { runId: "run", strategy: "task", title: "old", plan, createdAt: 0 },
      "an earlier version",
      1_000,
    );
    const { handles } = await world.takeUp([able("One", [])]);
    if (agents === undefined) await expect(handles[0].settled).rejects.toMatchObject(parked("translate"));
    else
      expect((await handles[0].settled) as Task).toMatchObject({
        status: "failed",
        failure: { code: "not_registered" },
      });
  });
});

describe("what is stored of the agents beside a plan", () => {
  const readPlan = async (agents: readonly Agent[]) =>
    (await (await leaveTask(agents, { agentType: "work", description: "a" })).store.load("run"))
      ?.plan as object;

  test("is who was there, and who offered what", async () => {
    const agents = [able("One", ["a", "b"], hold()), able("Two", ["b"]), able("Three", ["a"], "x", "other")];
    expect(await readPlan(agents)).toMatchObject({
      agents: [
        ["work", "One", "Two"],
        ["other", "Three"],
      ],
      capabilities: [
        ["a", 0, 2],
        ["b", 0, 1],
      ],
    });
  });

  test("stays short: too many capabilities are left out, and too many agents are, too", async () => {
    const many = Array.from({ length: 257 }, (_, index) => `c${index}`);
    const able257 = await readPlan([able("One", many, hold())]);
    expect(able257).toMatchObject({ agents: [["work", "One"]] });
    expect(able257).not.toHaveProperty("capabilities");
    const crowd = many.slice(0, 65).map((name) => able(name, ["a"], hold()));
    expect(Object.keys(await readPlan(crowd))).toEqual(["plan"]);
  });
});
