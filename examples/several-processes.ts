// A coordinator and two workers in processes of their own; one worker is killed at work, and the other one goes on.
// It needs Redis 7: REDIS_URL=redis://127.0.0.1:6379 node examples/several-processes.ts
import { strict as assert } from "node:assert";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Agent } from "@convoke/core";
import { createCoordinator, createWorker } from "@convoke/engine-bullmq";

const connection = process.env.REDIS_URL ?? "redis://127.0.0.1:6379";
// Everything in Redis begins with it: programs that share it work together.
const prefix = process.argv[3] ?? `example-${process.pid}`;

// The first word is long: whoever has it says so, and takes its time.
const counter: Agent = {
  agentType: "counter",
  name: "Counter",
  description: "Counts the letters of a word",
  capabilities: [],
  async executor({ description }, { attempt, idempotencyKey, runtime }) {
    process.send?.(`counting ${description}`);
    const isFirst = process.argv[4] === "first";
    if (isFirst) await new Promise<void>((resolve) => runtime.schedule(resolve, 60_000));
    return { letters: description.length, attempt, idempotencyKey };
  },
};

if (process.argv[2] === "worker") {
  const worker = createWorker({ connection, prefix, agents: [counter] });
  await worker.ready();
  process.send?.("ready");
  process.once("SIGTERM", () => void worker.close().then(() => process.disconnect()));
} else {
  await coordinate();
}

async function startWorker(name: string): Promise<ChildProcess> {
  const worker = fork(import.meta.filename, ["worker", prefix, name]);
  await once(worker, "message");
  return worker;
}

async function coordinate(): Promise<void> {
  const first = await startWorker("first");
  const { orchestrator, close } = await createCoordinator({ connection, prefix });
  const counting = once(first, "message");
  const run = orchestrator.startTask({ agentType: "counter", description: "seventeen" });
  await counting;
  console.log("the first worker has it, and is killed");
  first.kill("SIGKILL");
  const second = await startWorker("second");
  const task = await run.settled;
  console.log(task.status, task.result);
  assert.deepEqual(task.result, { letters: 9, attempt: 1, idempotencyKey: task.taskId });
  await close();
  second.kill("SIGTERM");
  await once(second, "exit");
  console.log("done");
}
