import type { Redis } from "ioredis";

/**
 * Extends the locks of jobs, and takes a lock that has run out again when nobody has taken the job since: the job is still
 * among the active ones, and was started as often as we know. Returns the tokens of the jobs that are lost: a worker may have
 * lost a job, and have it again.
 *
 * BullMQ's own script gives up a job as soon as its lock has run out, so that an outage of Redis would cost all work.
 */
const script = `
local lost = {}
local base = ARGV[1]
local duration = ARGV[2]
for index = 3, #ARGV, 3 do
  local id = ARGV[index]
  local token = ARGV[index + 1]
  local lockKey = base .. id .. ':lock'
  local holder = redis.call('GET', lockKey)
  local isOurs = holder == token
  if not holder and redis.call('HGET', base .. id, 'ats') == ARGV[index + 2] then
    isOurs = redis.call('LPOS', KEYS[2], id) ~= false
  end
  if isOurs then
    redis.call('SET', lockKey, token, 'PX', duration)
    redis.call('SREM', KEYS[1], id)
  else
    lost[#lost + 1] = token
  end
end
return lost
`;

/** A job that this worker has taken. */
export interface LockedJob {
  readonly id: string;
  readonly token: string;
  /** How often the job has been started, this time included. */
  readonly delivery: number;
}

interface LockCommands {
  convokeKeepLocks(...args: readonly (string | number)[]): Promise<string[]>;
}

/** Returns what extends the locks of many jobs of one queue in one go. */
export function createLockKeeper(
  redis: Redis,
  keys: { readonly stalled: string; readonly active: string; readonly base: string },
  lockMs: number,
): (jobs: readonly LockedJob[]) => Promise<readonly string[]> {
  if (!("convokeKeepLocks" in redis))
    redis.defineCommand("convokeKeepLocks", { numberOfKeys: 2, lua: script });
  const commands = redis as unknown as LockCommands;
  return (jobs) =>
    commands.convokeKeepLocks(
      keys.stalled,
      keys.active,
      keys.base,
      lockMs,
      ...jobs.flatMap(({ id, token, delivery }) => [id, token, delivery]),
    );
}
