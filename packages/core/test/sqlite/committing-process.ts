import { writeSync } from "node:fs";
import type { Lease, TaskRecord } from "@convoke/core";
import { sqliteStore } from "@convoke/core/sqlite";

// Commits to several runs at once, for ever; says so as soon as a commit is acknowledged: `<run> <number>`.
const [, , path, life] = process.argv;
const store = await sqliteStore({ path });

function createTask(runId: string, name: string): TaskRecord {
  const task = {
    taskId: `${runId}/${name}`,
    runId,
    agentType: "tester",
    description: "commit",
    input: "x".repeat(500),
    status: "completed" as const,
    attempts: 1,
    createdAt: 1,
  };
  return { task, agentIndex: 0, failedAttempts: 0 };
}

async function commitForever(lease: Lease): Promise<never> {
  const { runId } = lease;
  for (let number = 1; ; number++) {
    await store.commit(lease, {
      tasks: ["a", "b", "c"].map((part) => createTask(runId, `${number}${part}`)),
      steps: [{ taskId: `${runId}/${number}a`, key: "step", value: number }],
      events: [1, 0].map((back) => ({ runId, sequence: 2 * number - back, event: { number } })),
    });
    writeSync(1, `${runId} ${number}\n`);
  }
}

const runIds = Array.from({ length: 8 }, (_, index) => `life${life}-${index}`);
await Promise.all(
  runIds.map(async (runId) => {
    const run = { runId, strategy: "task", title: runId, plan: {}, createdAt: 1 };
    await commitForever(await store.open(run, `process ${life}`, 3_600_000));
  }),
);
