import type { Runtime } from "@convoke/core";
import type { AgentQueue, Delivery } from "./agent-queue.ts";
import type { HostedAttempts } from "./hosted-attempts.ts";
import { createSlots } from "./slots.ts";

export interface FetchJobsOptions {
  readonly queues: readonly AgentQueue[];
  readonly concurrency: number;
  readonly attempts: HostedAttempts;
  readonly runtime: Runtime;
}

/** Keeps the worker's slots filled. */
export interface JobFetcher {
  /** Fetches as much as there are slots for, or looks again when something may have changed. */
  pump(): void;
  /** Fetches nothing any more; resolves when nothing is under way. */
  drain(): Promise<void>;
}

export function fetchJobs({ queues, concurrency, attempts, runtime }: FetchJobsOptions): JobFetcher {
  const slots = createSlots(concurrency, pump);
  /** Fetches of a queue that are under way, and how many may be: more as long as they bring something. */
  const fetches = new Map<AgentQueue, { underWay: number; width: number }>(
    queues.map((queue) => [queue, { underWay: 0, width: 1 }]),
  );
  const wakes = new Map<AgentQueue, () => void>();
  const whenIdle: (() => void)[] = [];
  let turn = 0;
  let chains = 0;
  let isDraining = false;

  function isReady(queue: AgentQueue): boolean {
    return queue.isPromising && (queue.limitedUntil === 0 || queue.limitedUntil <= runtime.now());
  }

  function nextQueue(): AgentQueue | undefined {
    for (let step = 0; step < queues.length; step++) {
      const queue = queues[(turn + step) % queues.length];
      const { underWay = 0, width = 1 } = fetches.get(queue) ?? {};
      if (underWay >= width || !isReady(queue)) continue;
      turn = (turn + step + 1) % queues.length;
      return queue;
    }
    return undefined;
  }

  function pump(): void {
    while (!isDraining && slots.free > 0) {
      const queue = nextQueue();
      if (queue === undefined) return;
      slots.tryTake();
      void fill(queue);
    }
  }

  /** A rate limit ends without anybody ringing. */
  function wakeAfterLimit(queue: AgentQueue): void {
    if (queue.limitedUntil === 0) return;
    const delayMs = queue.limitedUntil - runtime.now();
    if (delayMs <= 0 || wakes.has(queue) || isDraining) return;
    wakes.set(
      queue,
      runtime.schedule(() => {
        wakes.delete(queue);
        // Whatever the clock says by now: it may have been put back.
        queue.limitedUntil = 0;
        pump();
      }, delayMs + 1),
    );
  }

  async function fetch(queue: AgentQueue): Promise<Delivery | undefined> {
    const state = fetches.get(queue) ?? { underWay: 0, width: 1 };
    state.underWay++;
    try {
      const delivery = await queue.fetch();
      wakeAfterLimit(queue);
      state.width = delivery === undefined ? 1 : Math.min(2 * state.width, concurrency);
      return delivery;
    } catch {
      // Redis refuses for now, or is gone for good: the next look comes within a second.
      state.width = 0;
      return undefined;
    } finally {
      state.underWay--;
    }
  }

  /** Fills one slot as long as the queue has something for it. */
  async function fill(queue: AgentQueue): Promise<void> {
    chains++;
    let holdsSlot = true;
    try {
      let delivery = await fetch(queue);
      if (delivery !== undefined) pump();
      while (delivery !== undefined) {
        const end = await attempts.run(queue, delivery, slots);
        holdsSlot = end.holdsSlot;
        if (!end.isOurs) return;
        // Other queues have their turn.
        const isNext = holdsSlot && !isDraining && !queues.some((other) => other !== queue && isReady(other));
        const next: Promise<Delivery | undefined> = queue.finish(delivery, isNext);
        delivery = await next.catch(() => undefined);
        wakeAfterLimit(queue);
      }
    } finally {
      chains--;
      if (holdsSlot) slots.release();
      if (chains === 0) for (const tell of whenIdle.splice(0)) tell();
    }
  }

  return {
    pump() {
      for (const state of fetches.values()) state.width = Math.max(state.width, 1);
      pump();
    },
    async drain() {
      isDraining = true;
      for (const cancel of wakes.values()) cancel();
      if (chains > 0) await new Promise<void>((resolve) => whenIdle.push(resolve));
    },
  };
}
