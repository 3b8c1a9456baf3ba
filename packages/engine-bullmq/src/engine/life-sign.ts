import type { Runtime } from "@convoke/core";
import type { Redis } from "ioredis";
import { nameLife } from "../wire/names.ts";
import { repeat } from "../wire/repeat.ts";

/** A coordinator that has not been heard of for so long is dead, in milliseconds. */
const lifeMs = 3_000;
const refreshMs = 500;
/** Signs follow each other no faster than that where a life is about to end. */
const leastRefreshMs = 20;

/**
 * Extends a life until a time by the clock of Redis, ARGV[1]; one that has ended meanwhile begins anew, in another
 * generation. A sign that comes too late, whatever held it up on its way, changes nothing.
 */
const show = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local ends = tonumber(ARGV[1])
if ends <= now then return {now, 0} end
local generation = tonumber(redis.call('GET', KEYS[1]) or '')
if generation then
  redis.call('PEXPIREAT', KEYS[1], ends)
else
  generation = time[1] * 1000000 + time[2]
  redis.call('SET', KEYS[1], string.format('%.0f', generation), 'PXAT', ends)
end
return {now, generation}`;

interface LifeCommands {
  convokeShowLife(key: string, ends: number): Promise<[now: number, generation: number]>;
}

/**
 * What a coordinator shows of itself again and again. Between two generations it may have lost its runs: what it has
 * dispatched in the first is void in the second.
 */
export interface LifeSign {
  /** The generation that is in force; `undefined` while none is known to be. */
  readonly generation: number | undefined;
  /** Resolves with true once one is in force, with false when there will be none any more. */
  inForce(): Promise<boolean>;
  /** Shows nothing any more; resolves when Redis knows that this process is gone. */
  end(): Promise<unknown>;
}

export interface LifeSignOptions {
  readonly redis: Redis;
  readonly prefix: string;
  readonly processId: string;
  readonly runtime: Runtime;
  /** Until when all its runs are sure to be this process's own, by its clock: it counts as living no longer than that. */
  readonly ownsUntil: () => number;
  /** Called with the beginning of every generation but the first. */
  readonly onRebirth: () => void;
}

export function showLife(options: LifeSignOptions): LifeSign {
  const { redis, prefix, processId, runtime, ownsUntil, onRebirth } = options;
  redis.defineCommand("convokeShowLife", { numberOfKeys: 1, lua: show });
  const commands = redis as Redis & LifeCommands;
  const key = nameLife(prefix, processId);
  let known: number | undefined;
  let validUntil = 0;
  /** What to add to our clock for that of Redis, rather too little than too much; `undefined` until it has answered. */
  let offset: number | undefined;
  let isEnded = false;
  let waiting: (() => void)[] = [];

  function wake(): void {
    const all = waiting;
    waiting = [];
    for (const goOn of all) goOn();
  }

  /** False when it came too late. */
  async function showOnce(): Promise<boolean> {
    const askedAt = runtime.now();
    const ends = Math.min(askedAt + lifeMs, ownsUntil());
    const [now, generation] = await commands.convokeShowLife(key, Math.floor(ends + (offset ?? -ends)));
    const least = now - runtime.now();
    // Where it is more than it can be, one of the two clocks was set.
    offset = offset === undefined || offset > now + 1 - askedAt ? least : Math.max(offset, least);
    if (generation === 0) return false;
    const isReborn = known !== undefined && generation !== known;
    known = generation;
    validUntil = ends;
    if (isEnded) return true;
    if (isReborn) onRebirth();
    wake();
    return true;
  }

  /** The first sign only learns what time it is; so does one that was held up. */
  async function showNow(): Promise<void> {
    if (!(await showOnce()) && !isEnded) await showOnce();
  }

  /** A life that ends soon is shown soon: a process that was busy extends its leases in this moment. */
  function nextMs(): number {
    const leftMs = validUntil - runtime.now();
    return leftMs > 0 ? Math.max(leastRefreshMs, Math.min(refreshMs, leftMs / 2)) : refreshMs;
  }

  showNow().catch(() => undefined);
  const stop = repeat(runtime, nextMs, showNow);

  const sign: LifeSign = {
    get generation() {
      return !isEnded && runtime.now() < validUntil ? known : undefined;
    },
    async inForce() {
      while (!isEnded && sign.generation === undefined) {
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      return !isEnded;
    },
    end() {
      isEnded = true;
      stop();
      wake();
      return redis.del(key);
    },
  };
  return sign;
}
