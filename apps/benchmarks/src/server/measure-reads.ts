import { startLoadClient } from "./apply-load.ts";
import type { ServerProcess } from "./start-process.ts";

/** How long `GET /api/tasks/:id` takes at half of the load that the server can bear. */
export interface ReadFigure {
  readonly mostPerSecond: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export async function measureReads(server: ServerProcess, requests: number): Promise<ReadFigure> {
  const client = startLoadClient();
  const { url } = server;
  const connections = 16;
  try {
    const { taskIds } = await client.apply({ url, connections, requests: 1_000, collectIds: true });
    await client.apply({ url, connections, requests, taskIds });
    const { perSecond: mostPerSecond } = await client.apply({ url, connections, requests, taskIds });
    const half = await client.apply({ url, connections, requests, taskIds, perSecond: mostPerSecond / 2 });
    return { mostPerSecond, perSecond: half.perSecond, p50Ms: half.p50Ms, p99Ms: half.p99Ms };
  } finally {
    client.stop();
  }
}
