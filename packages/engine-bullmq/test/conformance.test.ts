import { engineAgents, engineCases, runCases } from "@convoke/conformance";
import { describe, test } from "vitest";
import { bullmqEngine, createWorker } from "../src/index.ts";
import { connection, createPrefix, describeWithRedis } from "./support/redis.ts";

const agents = Object.values(engineAgents);

describeWithRedis("bullmqEngine and createWorker keep every promise of an engine", () => {
  describe("in one process", () => {
    runCases(test, engineCases, () => {
      const prefix = createPrefix();
      const worker = createWorker({ connection, prefix, agents });
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
});
