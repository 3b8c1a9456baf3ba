import { type Lease, memoryStore, Orchestrator } from "@convoke/core";
import { createManualRuntime, createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";

const leaseMs = 3_000;

/** An orchestrator with one run at work, whose store does not answer renewals, and lets its answers to claims be held back. */
async function startRun() {
  const runtime = createManualRuntime();
  const inner = memoryStore({ runtime });
  const back = Promise.withResolvers<void>();
  const claimed = Promise.withResolvers<readonly Lease[]>();
  const told = Promise.withResolvers<void>();
  const store: typeof inner = {
    ...inner,
    async renew(lease) {
      await back.promise;
      return inner.renew(lease);
    },
    async claim(...terms) {
      const leases = await inner.claim(...terms);
      claimed.resolve(leases);
      await told.promise;
      return leases;
    },
  };
  const orchestrator = new Orchestrator({ store, runtime, leaseMs });
  const agent = createScriptedAgent({ agentType: "work", script: [hold(), "again"] });
  orchestrator.registerAgent(agent);
  const { settled } = orchestrator.startTask({ id: "run", agentType: "work", description: "x" });
  await agent.called(1);
  await runtime.advance(leaseMs + 1);
  return {
    runtime,
    inner,
    orchestrator,
    agent,
    settled,
    claimed: claimed.promise,
    tell: told.resolve,
    renew: back.resolve,
  };
}

describe("a run whose lease has run out while its store was away", () => {
  test("goes on when its own process claims it before it renews it", async () => {
    const { runtime, orchestrator, agent, settled, tell, renew } = await startRun();
    tell();
    expect(await orchestrator.resume()).toEqual([]);
    renew();
    await runtime.advance(leaseMs);
    agent.release(0, "done");
    expect(await settled).toMatchObject({ status: "completed", result: "done" });
    expect(agent.calls.length).toBe(1);
    await orchestrator.close();
  });

  test("goes on when the refusal of a renewal is heard before the claim", async () => {
    const { runtime, orchestrator, agent, settled, claimed, tell, renew } = await startRun();
    const resumed = orchestrator.resume();
    expect(await claimed).toMatchObject([{ runId: "run", fence: 2 }]);
    renew();
    await runtime.advance(0);
    tell();
    expect(await resumed).toEqual([]);
    agent.release(0, "done");
    expect(await settled).toMatchObject({ status: "completed", result: "done" });
    expect(agent.calls.length).toBe(1);
    await orchestrator.close();
  });

  test("ends when the refusal of its end is heard before the claim", async () => {
    const { runtime, inner, orchestrator, agent, settled, claimed, tell } = await startRun();
    const resumed = orchestrator.resume();
    await claimed;
    agent.release(0, "done");
    await runtime.advance(0);
    tell();
    expect(await resumed).toEqual([]);
    expect(await settled).toMatchObject({ status: "completed", result: "done" });
    expect((await inner.load("run"))?.tasks).toMatchObject([
      { task: { status: "completed", result: "done" } },
    ]);
    expect(agent.calls.length).toBe(1);
  });

  test("is lost when somebody else has owned it in between, and taken up anew", async () => {
    const { runtime, inner, orchestrator, agent, settled, tell } = await startRun();
    await inner.claim("somebody else", leaseMs, 1);
    await runtime.advance(leaseMs + 1);
    tell();
    const [handle] = await orchestrator.resume();
    await expect(settled).rejects.toMatchObject({ code: "lease_lost" });
    expect(await handle.settled).toMatchObject({ status: "completed", result: "again" });
    expect(agent.calls.length).toBe(2);
  });
});
