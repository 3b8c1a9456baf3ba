import type { EventQueue } from "./event-queue.ts";

/** Something that several want and few can have at once: a thread, the cores of a machine, the slots of a worker. */
export interface Station {
  /** Calls `begin` as soon as there is room, in the order of asking; whoever has it calls `release`. */
  acquire(begin: () => void): void;
  release(): void;
  /** The share of its room that was taken on average since `resetUse`. */
  readUse(): number;
  resetUse(): void;
}

export function createStation(events: EventQueue, capacity: number): Station {
  const waiting: (() => void)[] = [];
  let head = 0;
  let taken = 0;
  let busyMs = 0;
  let since = 0;
  let changedAt = 0;
  const note = (): void => {
    busyMs += taken * (events.now() - changedAt);
    changedAt = events.now();
  };
  return {
    acquire(begin) {
      if (taken >= capacity) {
        waiting.push(begin);
        return;
      }
      note();
      taken += 1;
      begin();
    },
    release() {
      const next = waiting[head];
      if (next === undefined) {
        note();
        taken -= 1;
        return;
      }
      head += 1;
      if (head > 1_024 && head * 2 > waiting.length) {
        waiting.splice(0, head);
        head = 0;
      }
      next();
    },
    readUse() {
      note();
      const elapsedMs = events.now() - since;
      return elapsedMs === 0 || capacity === Infinity ? 0 : busyMs / elapsedMs / capacity;
    },
    resetUse() {
      note();
      busyMs = 0;
      since = events.now();
    },
  };
}
