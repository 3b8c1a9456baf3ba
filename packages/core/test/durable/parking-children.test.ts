import { delegateConsensus } from "@convoke/core";
import { createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createFailingStore } from "./failing-store.ts";
import { agent, parked } from "./missing-agents.ts";
import { createWorld } from "./two-lives.ts";

describe("a child of a resumed run whose agent is missing", () => {
  const parent = (ask: (agentType: string) => object) =>
    createScriptedAgent({
      agentType: "parent",
      script: [
        async (_task, { delegate }) => {
          const optional = await delegate({ agentType: "optional", description: "may be there" });
          const child = await delegate({ description: "child", ...ask("spare") } as never);
          return [optional.failure?.code, child.status];
        },
      ],
    });

  test("parks the whole run; what nobody had at the beginning fails, as its parent expects", async () => {
    const world = createWorld();
    const ask = (agentType: string) => ({ agentType });
    const first = world.start([parent(ask), agent("spare", [hold()])]);
    first.orchestrator.startTask({ agentType: "parent", description: "top", id: "run" });
    await first.runtime.advance(0);
    const { orchestrator, handles } = await world.takeUp([parent(ask)]);
    await expect(handles[0].settled).rejects.toMatchObject(
      parked("Agent spare not registered, which task run/"),
    );
    expect((await world.store.load("run"))?.tasks.map(({ task }) => task.status)).not.toContain("cancelled");
    orchestrator.registerAgent(agent("spare"));
    const [handle] = await orchestrator.resume();
    expect(await handle.settled).toMatchObject({ result: ["not_registered", "completed"], attempts: 1 });
  });

  test("that no life before had asked for fails for want of an agent that was never there", async () => {
    const world = createWorld();
    const ask = (agentType: string) => ({ agentType });
    const first = world.start([parent(ask), agent("spare")], {
      store: createFailingStore(world.store, 0, "hang"),
    });
    first.orchestrator.startTask({ agentType: "parent", description: "top", id: "run" });
    await first.runtime.advance(0);
    const { handles } = await world.takeUp([parent(ask), agent("spare")]);
    expect(await handles[0].settled).toMatchObject({ result: ["not_registered", "completed"] });
  });

  test("parks the run from three levels below, and what its parents make of that is not heard", async () => {
    const world = createWorld();
    const heard: unknown[] = [];
    const above = (agentType: string, below: string) =>
      createScriptedAgent({
        agentType,
        script: [
          async (_task, { delegate }) => {
            try {
              return (await delegate({ agentType: below, description: below })).result;
            } catch (error) {
              heard.push((error as { code?: string }).code);
              return "swallowed";
            }
          },
        ],
      });
    const chain = () => [above("one", "two"), above("two", "three"), above("three", "spare")];
    const first = world.start([...chain(), agent("spare", [hold()])]);
    first.orchestrator.startTask({ agentType: "one", description: "top", id: "run" });
    await first.runtime.advance(0);
    const { handles } = await world.takeUp(chain());
    await expect(handles[0].settled).rejects.toMatchObject(parked("Agent spare not registered"));
    expect(heard).toEqual(["not_registered", "cancelled", "cancelled"]);
    const stored = await world.store.load("run");
    expect(stored?.tasks.map(({ task }) => task.status)).toEqual(
      Array.from({ length: 4 }, () => "in_progress"),
    );
    const [handle] = await world.start([...chain(), agent("spare")]).orchestrator.resume();
    expect(await handle.settled).toMatchObject({ status: "completed", result: "done" });
  });

  test("is replaced in a vote by another agent of its type, and waited for when there is none", async () => {
    const world = createWorld();
    const asking = () =>
      createScriptedAgent({
        agentType: "asking",
        script: [
          async (_task, context) => {
            const { consensus, votes } = await delegateConsensus(context, {
              task: "?",
              agents: ["voter", "voter"],
              minAgreement: 1,
            });
            return [consensus, votes.map(({ agentName }) => agentName)];
          },
        ],
      });
    const voter = (name: string, answer: "yes" | ReturnType<typeof hold>) =>
      createScriptedAgent({ agentType: "voter", name, script: [answer] });
    const first = world.start([asking(), voter("One", "yes"), voter("Two", hold())]);
    first.orchestrator.startTask({ agentType: "asking", description: "top", id: "run" });
    await first.runtime.advance(0);
    const { handles, orchestrator } = await world.takeUp([asking()]);
    await expect(handles[0].settled).rejects.toMatchObject(parked("not registered"));
    orchestrator.registerAgent(voter("One", "yes"));
    const [handle] = await orchestrator.resume();
    expect(await handle.settled).toMatchObject({ status: "completed", result: [true, ["One", "One"]] });
  });
});

test("a run that cannot even be told to be parked rejects all the same, and nothing is left open", async () => {
  const world = createWorld();
  const first = world.start([agent("spare", [hold()])]);
  first.orchestrator.startTask({ agentType: "spare", description: "a", id: "run" });
  await first.runtime.advance(0);
  const { handles, orchestrator, runtime } = await world.takeUp([], {
    store: createFailingStore(world.store, 0, "refuse"),
  });
  await expect(handles[0].settled).rejects.toMatchObject(parked("Agent spare not registered"));
  await orchestrator.close();
  expect(runtime.pendingTimers).toBe(0);
  expect(await world.start([agent("spare")]).orchestrator.resume()).toHaveLength(1);
});
