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
});
