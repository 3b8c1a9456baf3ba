import { engineAgents, engineCases, runCases } from "@convoke/conformance";
import { test } from "vitest";
import { bullmqEngine } from "../src/index.ts";
import { connection, createPrefix, describeWithRedis } from "./support/redis.ts";
import { startThinWorker } from "./support/thin-worker.ts";

describeWithRedis("bullmqEngine", () => {
  runCases(test, engineCases, () => {
    const prefix = createPrefix();
    const worker = startThinWorker(prefix, Object.values(engineAgents));
    const subject = bullmqEngine({ connection, prefix });
    return {
      context: { subject },
      async teardown() {
        await subject.close();
        await worker.close();
      },
    };
  });
});
