// A coordinator and two workers in processes of their own; one worker is killed at work, and the other one goes on.
// It needs Redis 7: REDIS_URL=redis://127.0.0.1:6379 node several-processes.ts
import { strict as assert } from "node:assert";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Agent } from "@convoke/core";
import { createCoordinator, createWorker } from "@convoke/engine-bullmq";

const [role, prefix = `example-${process.pid}`] = process.argv.slice(2);
// Everything in Redis begins with the prefix: programs that share it work together.
const place = { connection: process.env.REDIS_URL ?? "redis://127.0.0.1:6379", prefix };

if (role === undefined) await coordinate();
else await work();

/** The first worker never comes to an end; each says when it begins. */
async function work(): Promise<void> {
  const counter: Agent = {
    agentType: "counter",
    name: "Counter",
    description: "Counts the letters of a word",
    capabilities: [],
    async executor({ description }, { attempt, idempotencyKey, signal }) {
      process.send?.("counting");
      if (role === "first") await once(signal, "abort");
      return { letters: description.length, attempt, isSameKey: idempotencyKey === "count-1" };
    },
  };
  const worker = createWorker({ ...place, agents: [counter] });
  // Also when the coordinator was killed.
  process.once("disconnect", () => void worker.close());
  await worker.ready();
  process.send?.("ready");
}

async function startWorker(name: string): Promise<ChildProcess> {
  const worker = fork(import.meta.filename, [name, prefix]);
  const [told] = await Promise.race([once(worker, "message"), once(worker, "exit")]);
  assert.equal(told, "ready", "The worker has not started");
  return worker;
}

async function coordinate(): Promise<void> {
  const first = await startWorker("first");
  const { orchestrator, close } = await createCoordinator(place);
  const counting = once(first, "message");
  const run = orchestrator.startTask({ id: "count-1", agentType: "counter", description: "seventeen" });
  await counting;
  console.log("the first worker has it, and is killed");
  first.kill("SIGKILL");
  const second = await startWorker("second");
  const { status, result } = await run.settled;
  console.log(status, result);
  await close();
  second.disconnect();
  const [code] = await once(second, "exit");
  console.log("the second worker ended with", code);
}
