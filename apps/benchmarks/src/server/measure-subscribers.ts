import { ask, forkClient, startLoadClient } from "./apply-load.ts";
import type { ServerProcess } from "./start-process.ts";

/** Many subscribers at once, all of which are told all events of some tasks. */
export interface SubscribersFigure {
  readonly subscribers: number;
  readonly events: number;
  /** The most that the server's process held, in bytes. */
  readonly residentBytes: number;
  readonly isComplete: boolean;
}

export type SubscribersOrder =
  | { readonly kind: "open"; readonly url: string; readonly subscribers: number }
  | { readonly kind: "count"; readonly lastCursor: number };

export interface SubscribersResult {
  readonly fewest: number;
  readonly most: number;
  readonly isInOrder: boolean;
}

/** Of a run of one task: begun, created, started, settled, ended. */
const eventsOfTask = 5;

export async function measureSubscribers(
  server: ServerProcess,
  subscribers: number,
  tasks: number,
): Promise<SubscribersFigure> {
  const { url } = server;
  const followers = forkClient(new URL("subscriber-client.ts", import.meta.url));
  const client = startLoadClient();
  try {
    await ask(followers, { kind: "open", url, subscribers } satisfies SubscribersOrder);
    const events = tasks * eventsOfTask;
    const counted = ask<SubscribersResult>(followers, {
      kind: "count",
      lastCursor: events,
    } satisfies SubscribersOrder);
    let residentBytes = server.readResidentBytes();
    // In parts, so that the most that is held is seen.
    for (let part = 0; part < 10; part++) {
      await client.apply({ url, connections: 8, requests: tasks / 10 });
      residentBytes = Math.max(residentBytes, server.readResidentBytes());
    }
    const { fewest, most, isInOrder } = await counted;
    residentBytes = Math.max(residentBytes, server.readResidentBytes());
    return {
      subscribers,
      events,
      residentBytes,
      isComplete: isInOrder && fewest === events && most === events,
    };
  } finally {
    followers.kill();
    client.stop();
  }
}
