import { startLoadClient } from "./apply-load.ts";
import type { ServerProcess } from "./start-process.ts";

/** What the server's process holds after so many tasks. */
export interface MemoryFigure {
  readonly points: readonly { readonly tasks: number; readonly residentBytes: number }[];
  /** From the first point to the last. */
  readonly growthBytes: number;
}

/** Submits tasks and reads what the process holds, at a fifth and at the end. */
export async function measureMemory(server: ServerProcess, tasks: number): Promise<MemoryFigure> {
  const client = startLoadClient();
  const points: { tasks: number; residentBytes: number }[] = [];
  try {
    for (let part = 1; part <= 5; part++) {
      await client.apply({ url: server.url, connections: 32, requests: tasks / 5 });
      points.push({ tasks: (tasks / 5) * part, residentBytes: server.readResidentBytes() });
    }
  } finally {
    client.stop();
  }
  return { points, growthBytes: points.at(-1)!.residentBytes - points[0]!.residentBytes };
}
