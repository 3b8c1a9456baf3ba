import { delay, systemRuntime } from "@convoke/core";
import { Worker } from "bullmq";
import { Redis } from "ioredis";
import { agentType, readSettings, tell } from "../messages.ts";

const { connection, prefix, concurrency, workMs } = readSettings();
const never = new AbortController().signal;
const worker = new Worker(
  agentType,
  async () => {
    if (workMs > 0) await delay(systemRuntime, workMs, never);
    return 1;
  },
  { connection: new Redis(connection, { maxRetriesPerRequest: null }), prefix, concurrency },
);
await worker.waitUntilReady();
tell({ kind: "ready" });
