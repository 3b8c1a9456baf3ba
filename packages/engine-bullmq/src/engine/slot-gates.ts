import type { Redis } from "ioredis";
import { writeBell } from "../wire/bell.ts";
import { nameBell, nameSlots } from "../wire/names.ts";
import type { EngineLink } from "./link.ts";
import type { OpenAttempt } from "./open-attempt.ts";
import { repeat } from "../wire/repeat.ts";
import type { SlotGate } from "./slot-gate.ts";

/** A slot whose holder has not been heard of for so long is free, in milliseconds. */
const leaseMs = 3_000;
const renewMs = 1_000;
/** How long to wait for the bell before asking again. */
const retryMs = 250;

/** Gives slots to as many of the holders as there is room for, in order, and says to how many. */
const take = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
local room = tonumber(ARGV[1]) - redis.call('ZCARD', KEYS[1])
local given = 0
for index = 3, #ARGV do
  if redis.call('ZSCORE', KEYS[1], ARGV[index]) or room > 0 then
    room = room - redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[index])
    given = given + 1
  else
    break
  end
end
redis.call('PEXPIRE', KEYS[1], 10 * ARGV[2])
return given`;

/** Slots are kept also when they had run out in an outage: whoever holds one is at work. */
const renew = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for index = 2, #ARGV do redis.call('ZADD', KEYS[1], now + ARGV[1], ARGV[index]) end
redis.call('PEXPIRE', KEYS[1], 10 * ARGV[1])
return 0`;

interface SlotCommands {
  convokeTakeSlots(key: string, ...args: readonly (string | number)[]): Promise<number>;
  convokeRenewSlots(key: string, ...args: readonly (string | number)[]): Promise<number>;
}

/** The gates of all agents that limit how many of their attempts run at once. */
export interface SlotGates {
  open(queue: string, limit: number): SlotGate;
  close(): void;
}

export function createSlotGates(link: EngineLink): SlotGates {
  const { redis, runtime } = link;
  const gates = new Map<string, ReturnType<typeof createGate>>();
  let stop: (() => void)[] = [];

  function begin(): void {
    redis.defineCommand("convokeTakeSlots", { numberOfKeys: 1, lua: take });
    redis.defineCommand("convokeRenewSlots", { numberOfKeys: 1, lua: renew });
    stop = [
      repeat(runtime, renewMs, () => Promise.all([...gates.values()].map((gate) => gate.renew()))),
      link.onBell(({ kind, queue }) => {
        if (kind === "slots" && queue !== undefined) gates.get(queue)?.ring();
      }),
    ];
  }

  return {
    open(queue, limit) {
      if (gates.size === 0) begin();
      const known = gates.get(queue);
      if (known !== undefined) {
        known.setLimit(limit);
        return known;
      }
      const gate = createGate(link, queue, limit);
      gates.set(queue, gate);
      return gate;
    },
    close() {
      for (const each of stop) each();
      for (const gate of gates.values()) gate.close();
    },
  };
}

function createGate(link: EngineLink, queue: string, firstLimit: number) {
  const { redis, prefix, processId, runtime } = link;
  const commands = redis as Redis & SlotCommands;
  const key = nameSlots(prefix, queue);
  const holders = new Map<OpenAttempt, string>();
  const line = new Map<OpenAttempt, () => void>();
  let limit = firstLimit;
  let count = 0;
  let isAsking = false;
  let isRung = false;
  let cancelRetry: (() => void) | undefined;

  /** Asks for as many slots as there are in line; never twice at once. */
  async function ask(): Promise<void> {
    if (isAsking) {
      isRung = true;
      return;
    }
    isAsking = true;
    cancelRetry?.();
    cancelRetry = undefined;
    try {
      do {
        isRung = false;
        const names = [...line.keys()].slice(0, limit).map(() => `${processId}:${++count}`);
        if (names.length === 0) break;
        const given = await commands.convokeTakeSlots(key, limit, leaseMs, ...names);
        handOut(names.slice(0, given));
        // Whoever is left asks again when somebody leaves.
        if (given === names.length && line.size > 0) isRung = true;
      } while (isRung);
    } catch {
      // Redis is away, or has taken the slots without our hearing of it: these run out.
    }
    isAsking = false;
    if (line.size > 0) cancelRetry = runtime.schedule(() => void ask(), retryMs);
  }

  function handOut(names: readonly string[]): void {
    const unused = [...names];
    for (const [attempt, proceed] of line) {
      const name = unused.shift();
      if (name === undefined) return;
      line.delete(attempt);
      holders.set(attempt, name);
      proceed();
    }
    giveBack(unused);
  }

  function giveBack(names: readonly string[]): void {
    if (names.length === 0) return;
    redis.zrem(key, ...names).catch(() => undefined);
    redis.publish(nameBell(prefix), writeBell("slots", queue)).catch(() => undefined);
  }

  return {
    enter(attempt: OpenAttempt, proceed: () => void): void {
      if (holders.has(attempt)) {
        proceed();
        return;
      }
      line.set(attempt, proceed);
      // At the end of this turn, for all that have come by then.
      if (line.size === 1) queueMicrotask(() => void ask());
      else if (!isAsking && cancelRetry === undefined) queueMicrotask(() => void ask());
    },
    holds: (attempt: OpenAttempt): boolean => holders.has(attempt),
    leave(attempt: OpenAttempt): void {
      line.delete(attempt);
      const name = holders.get(attempt);
      if (name === undefined) return;
      holders.delete(attempt);
      giveBack([name]);
    },
    ring(): void {
      if (line.size > 0) void ask();
    },
    async renew(): Promise<void> {
      if (holders.size > 0) await commands.convokeRenewSlots(key, leaseMs, ...holders.values());
    },
    setLimit(next: number): void {
      limit = next;
    },
    close(): void {
      cancelRetry?.();
      giveBack([...holders.values()]);
      holders.clear();
      line.clear();
    },
  };
}
