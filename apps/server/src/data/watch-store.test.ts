import { ErrorCode, memoryStore, OrchestrationError, Orchestrator, type Plan } from "@convoke/core";
import { createManualRuntime, createScriptedAgent } from "@convoke/core/testing";
import { pino } from "pino";
import { expect, test } from "vitest";
import { watchStore } from "./watch-store.ts";

/** A store on a disk that can be full, and an orchestrator over it that counts what its agent did. */
function open({ refuses }: { refuses(attempts: number): boolean }) {
  const runtime = createManualRuntime();
  const memory = memoryStore({ runtime });
  let lines = "";
  const logger = pino({}, { write: (line) => void (lines += line) });
  const disk = { isFull: false, commits: 0 };
  const write = <Value>(perform: () => Promise<Value>, isRefused = disk.isFull): Promise<Value> =>
    isRefused
      ? Promise.reject(new OrchestrationError(ErrorCode.STORE_FAILED, "The disk is full"))
      : perform();
  const { store, watch } = watchStore(
    {
      ...memory,
      claim: (...given) => write(() => memory.claim(...given)),
      commit: (...given) => write(() => memory.commit(...given), disk.isFull || refuses(worker.calls.length)),
    },
    { runtime, logger },
  );
  const worker = createScriptedAgent({ agentType: "worker", script: [() => "done"] });
  const orchestrator = new Orchestrator({ store, runtime, leaseMs: 30_000 });
  orchestrator.registerAgent(worker);
  watch.recoverBy(async () => (await orchestrator.resume()).map(({ runId }) => runId));
  const tasks = ["one", "two"].map((id) => ({ id, agentType: "worker", description: id }));
  const plan: Plan = { strategy: "sequential", tasks };
  return { runtime, memory, disk, watch, worker, orchestrator, plan, readLog: () => lines };
}

test("watchStore has a run taken up that a full disk has stopped, once there is room, and tells why meanwhile", async () => {
  const { runtime, memory, disk, watch, worker, orchestrator, plan, readLog } = open({
    refuses: () => false,
  });
  const { runId, settled } = orchestrator.startRun(plan, { id: "stopped" });
  await runtime.advance(0);
  await settled;
  expect(watch.trouble).toBeUndefined();

  disk.isFull = true;
  const second = orchestrator.startRun(plan, { id: "stopped-2" });
  await second.settled.catch(() => undefined);
  await runtime.advance(45_000);
  expect(watch.trouble).toBe("The disk is full");
  expect((await memory.findRun("stopped-2"))?.status).toBe("running");

  disk.isFull = false;
  await runtime.advance(10_000);
  expect(watch.trouble).toBeUndefined();
  expect((await memory.findRun("stopped-2"))?.status).toBe("completed");
  expect((await memory.findRun(runId))?.status).toBe("completed");
  expect(worker.calls.length).toBeGreaterThanOrEqual(4);
  expect(readLog().match(/the store cannot be written/g)).toHaveLength(1);
  expect(readLog()).toContain("the store can be written again");
  expect(runtime.pendingTimers).toBe(0);
});

test("watchStore leaves a run alone that the store refuses again and again", async () => {
  const { runtime, worker, orchestrator, plan, readLog } = open({ refuses: (calls) => calls > 0 });
  await orchestrator.startRun(plan, { id: "too-large" }).settled.catch(() => undefined);
  await runtime.advance(3_600_000);
  expect(worker.calls.length).toBeLessThanOrEqual(10);
  expect(readLog()).toContain("a run is left as it is until the server starts again");
});
