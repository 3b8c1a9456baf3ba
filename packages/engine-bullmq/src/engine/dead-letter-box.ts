import {
  type AgentTypeName,
  type AttemptRequest,
  ErrorCode,
  OrchestrationError,
  type Page,
} from "@convoke/core";
import { showValue } from "@convoke/core/store-kit";
import type { Redis } from "ioredis";
import { nameDeadLetters } from "../wire/names.ts";

/** More than these are not kept: the oldest go first. */
const maxLetters = 1_000;
const pageSize = 50;

/** An attempt that was given up because its workers died or fell silent again and again. */
export interface DeadLetter {
  readonly id: string;
  readonly taskId: string;
  readonly agentType: AgentTypeName;
  readonly agentName: string;
  readonly capability?: string;
  readonly description: string;
  readonly input?: unknown;
  readonly priority?: number;
  readonly attempt: number;
  /** Why it was given up. */
  readonly reason: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly givenUpAt: number;
}

/** The dead letters in Redis. */
export interface DeadLetterBox {
  put(id: string, request: AttemptRequest, reason: string, givenUpAt: number): Promise<void>;
  /** The newest first. */
  list(cursor: string | undefined): Promise<Page<DeadLetter>>;
  find(id: string): Promise<DeadLetter | undefined>;
  /** False when there is none. */
  remove(id: string): Promise<boolean>;
}

const put = `
if redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) == 0 then return 0 end
redis.call('ZADD', KEYS[2], redis.call('INCR', KEYS[3]), ARGV[1])
local surplus = redis.call('ZCARD', KEYS[2]) - tonumber(ARGV[3])
if surplus <= 0 then return 1 end
for _, id in ipairs(redis.call('ZRANGE', KEYS[2], 0, surplus - 1)) do
  redis.call('ZREM', KEYS[2], id)
  redis.call('HDEL', KEYS[1], id)
end
return 1`;

function readCursor(cursor: string): number {
  if (typeof cursor === "string" && /^\d{1,15}$/.test(cursor)) return Number(cursor);
  const message = `deadLetters.list: cursor ${showValue(cursor)} is none that a page had: pass that of the page before`;
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message, { details: { cursor } });
}

export function openDeadLetterBox(redis: Redis, prefix: string): DeadLetterBox {
  const keys = nameDeadLetters(prefix);
  const [letters, order] = keys;

  return {
    async put(id, { taskId, ...request }, reason, givenUpAt) {
      const letter: DeadLetter = { id, taskId, ...request, reason, givenUpAt };
      await redis.eval(put, keys.length, ...keys, id, JSON.stringify(letter), maxLetters);
    },
    async list(cursor) {
      const before = cursor === undefined ? "+inf" : `(${readCursor(cursor)}`;
      const found = await redis.zrange(
        order,
        before,
        "-inf",
        "BYSCORE",
        "REV",
        "LIMIT",
        0,
        pageSize,
        "WITHSCORES",
      );
      const ids = found.filter((_, index) => index % 2 === 0);
      if (ids.length === 0) return { items: [] };
      const texts = await redis.hmget(letters, ...ids);
      const items = texts.map(readLetter).filter((letter) => letter !== undefined);
      return ids.length < pageSize ? { items } : { items, cursor: found[found.length - 1] };
    },
    async find(id) {
      return readLetter(await redis.hget(letters, id));
    },
    async remove(id) {
      const [count] = await Promise.all([redis.hdel(letters, id), redis.zrem(order, id)]);
      return count === 1;
    },
  };
}

/** What is no letter must not hide the others. */
function readLetter(text: string | null): DeadLetter | undefined {
  try {
    const letter = JSON.parse(text ?? "null") as DeadLetter | null;
    return typeof letter?.taskId === "string" ? letter : undefined;
  } catch {
    return undefined;
  }
}
