import type { AgentContext, OrchestrationEvent, TaskRequest } from "@convoke/core";
import { afterEach, expect, test } from "vitest";
import { type Coordinator, createCoordinator } from "../src/index.ts";
import { openProxy } from "./chaos/proxy.ts";
import { connection, createPrefix, describeWithRedis } from "./support/redis.ts";
import { createAgent, openWorker } from "./worker/open-parts.ts";

const leaseMs = 1_000;

describeWithRedis("a coordinator that was cut off", () => {
  let ending: (() => Promise<unknown>)[] = [];

  afterEach(async () => {
    for (const end of ending.reverse()) await end();
    ending = [];
  });

  async function coordinate(prefix: string, where: Parameters<typeof createCoordinator>[0]["connection"]) {
    const coordinator = await createCoordinator({ connection: where, prefix, leaseMs });
    ending.push(coordinator.close);
    return coordinator;
  }

  /** Resolves when the coordinator tells of a task in the way that `fits`. */
  function hear(
    { orchestrator }: Coordinator,
    fits: (event: OrchestrationEvent) => boolean,
  ): Promise<OrchestrationEvent> {
    return new Promise((resolve) => {
      const stop = orchestrator.subscribe((event) => {
        if (!fits(event)) return;
        stop();
        resolve(event);
      });
    });
  }

  test("has none of the attempts executed that were on their way when a successor settles its run", async () => {
    const prefix = createPrefix();
    const starts: string[] = [];
    const work = ({ description }: TaskRequest, { attempt }: AgentContext): string => {
      starts.push(`${description} ${attempt}`);
      if (description === "late" && attempt === 1) throw new Error("at first");
      return "done";
    };
    await openWorker({ prefix, agents: [createAgent("any", work)], concurrency: 1 });
    const network = await openProxy(connection);
    ending.push(network.close);
    const cut = await coordinate(prefix, { host: "127.0.0.1", port: network.port });
    const retry = { attempts: 2, backoff: { initialMs: 200, maxMs: 200 } };
    const { orchestrator } = cut;
    const hasFailed = hear(cut, ({ type }) => type === "attempt-failed");
    orchestrator.startTask({ agentType: "hand", description: "late", retry }).settled.catch(() => undefined);
    await hasFailed;
    // Its second attempt goes into the silence: a moment later, while the run is still its own.
    network.stall();
    const successor = await coordinate(prefix, connection);
    await hear(successor, ({ type }) => type === "task-settled");
    await successor.close();
    network.heal();
    // Through the same network and queue, hence later than what was on its way.
    await orchestrator.delegateTask({ agentType: "hand", description: "marker" });
    expect(starts).toEqual(["late 1", "late 2", "marker 1"]);
  });
});
