import { systemRuntime } from "@convoke/core";
import { formatRequest, openConnection } from "./http-connection.ts";
import type { LoadOrder, LoadResult } from "./apply-load.ts";

// The second process: applies load as it is told, and tells what it saw.

const taskBody = JSON.stringify({ agentType: "no-op", description: "Do nothing", input: { value: 1 } });

process.on("message", (order: LoadOrder) => {
  applyLoad(order).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});

async function applyLoad(order: LoadOrder): Promise<LoadResult> {
  const { url, connections, requests } = order;
  const open = await Promise.all(Array.from({ length: connections }, () => openConnection(url)));
  const host = new URL(url).host;
  const post = formatRequest("POST", "/api/tasks", { host, prefer: "wait=30" }, taskBody);
  const gets = order.taskIds?.map((id) =>
    formatRequest("GET", `/api/tasks/${encodeURIComponent(id)}`, { host }),
  );
  const latencies: number[] = [];
  const taskIds: string[] = [];
  const begunAt = performance.now();
  let sent = 0;
  await Promise.all(
    open.map(async (connection) => {
      while (sent < requests) {
        const index = sent++;
        // With a rate, each request has its time.
        const dueAt = begunAt + (order.perSecond === undefined ? 0 : (index / order.perSecond) * 1_000);
        const earlyMs = dueAt - performance.now();
        if (earlyMs > 0) await new Promise<void>((resolve) => void systemRuntime.schedule(resolve, earlyMs));
        // What a timer is late is not the server's; what a connection is late is.
        const startedAt = order.perSecond === undefined || earlyMs > 0 ? performance.now() : dueAt;
        const { status, body } = await connection.send(
          gets === undefined ? post : gets[index % gets.length]!,
        );
        if (status !== 200) throw new Error(`The server answered with ${status}: ${body.slice(0, 500)}`);
        if (body.includes('"status":"failed"')) throw new Error(`A task failed: ${body.slice(0, 500)}`);
        latencies.push(performance.now() - startedAt);
        if (order.collectIds === true) taskIds.push((JSON.parse(body) as { taskId: string }).taskId);
      }
    }),
  );
  const seconds = (performance.now() - begunAt) / 1_000;
  for (const connection of open) connection.close();
  latencies.sort((left, right) => left - right);
  return {
    perSecond: requests / seconds,
    p50Ms: pickRank(latencies, 0.5),
    p99Ms: pickRank(latencies, 0.99),
    taskIds,
  };
}

function pickRank(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
