import type { Agent } from "@convoke/core";
import { engineAgents, engineCases, runCases } from "@convoke/conformance";
import { afterAll, beforeAll, describe, test } from "vitest";
import { bullmqEngine, createWorker } from "../src/index.ts";
import { connection, createPrefix, describeWithRedis } from "./support/redis.ts";
import { startWorkerProcess } from "./support/start-worker-process.ts";

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

  describe("with a worker in another process, which ends when it has closed", () => {
    const prefix = createPrefix();
    let worker: Awaited<ReturnType<typeof startWorkerProcess>>;

    beforeAll(async () => {
      worker = await startWorkerProcess(prefix);
    });

    afterAll(async () => {
      const code = await worker.stop();
      if (code !== 0) throw new Error(`The worker has ended with ${code}, not with 0`);
    });

    runCases(test, engineCases, () => {
      const subject = bullmqEngine({ connection, prefix });
      const present = ({ executor: _, inputSchema: _in, outputSchema: _out, ...descriptor }: Agent) =>
        descriptor;
      return { context: { subject, present }, teardown: () => subject.close() };
    });
  });
});
