import { type Agent, delay } from "@convoke/core";
import { createWorker } from "@convoke/engine-bullmq";
import { agentType, readSettings, tell } from "../messages.ts";

const { connection, prefix, concurrency, workMs } = readSettings();
/** Only work that somebody waits for to begin is told of. */
const isTold = workMs >= 1_000;

const agent: Agent = {
  agentType,
  name: "No-op",
  description: "Does nothing, for a while",
  capabilities: [],
  async executor(_, { runtime, signal }) {
    if (isTold) tell({ kind: "started" });
    if (workMs > 0) await delay(runtime, workMs, signal);
    return 1;
  },
};
const worker = createWorker({ connection, prefix, agents: [agent], concurrency });
await worker.ready();
tell({ kind: "ready" });
