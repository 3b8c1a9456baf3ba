import { systemRuntime } from "@convoke/core";
import { Queue, QueueEvents } from "bullmq";
import { Redis } from "ioredis";
import { agentType, readSettings, serve } from "../messages.ts";

const { connection, prefix } = readSettings();
const connect = (): Redis => new Redis(connection, { maxRetriesPerRequest: null });
const queue = new Queue(agentType, {
  connection: connect(),
  prefix,
  defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
});
const events = new QueueEvents(agentType, { connection: connect(), prefix });
// `job.waitUntilFinished` asks for each job whether it has ended already, and fails for one that is removed.
const open = new Map<string, () => void>();
events.on("completed", ({ jobId }) => {
  open.get(jobId)?.();
  open.delete(jobId);
});
await events.waitUntilReady();
let given = 0;

async function runJob(): Promise<void> {
  const jobId = `job-${++given}`;
  const completed = new Promise<void>((resolve) => open.set(jobId, resolve));
  await Promise.all([completed, queue.add("no-op", { description: "no-op" }, { jobId })]);
}

serve(async ({ tasks, inFlight }) => {
  let left = tasks;
  const startedAt = systemRuntime.now();
  async function keepOneInFlight(): Promise<void> {
    while (left > 0) {
      left -= 1;
      await runJob();
    }
  }
  await Promise.all(Array.from({ length: inFlight }, keepOneInFlight));
  return systemRuntime.now() - startedAt;
});
