/**
 * What all scripts begin with. `ARGV` begins with the prefix of all keys and the time, which is empty where Redis' own
 * clock decides.
 *
 * The first line makes Redis refuse a script as a whole, before it has written anything, when its memory is full or it is
 * a replica; `flags` lifts such a rule. Numbers travel as text with 17 digits: Redis would cut what follows the point.
 *
 * `readTask` reads what indexes need to know of a task: its number, status, cost, tokens, which of input (`i`) and result
 * (`r`) it has, `-` for none of them, and its agent type.
 */
export function createScript(body: string, flags?: "no-writes" | "allow-oom"): string {
  return `#!lua${flags === undefined ? "" : ` flags=${flags}`}
local call = redis.call
local P = ARGV[1]
local counters = P .. 'counters'
local at = 2
local function take()
  at = at + 1
  return ARGV[at]
end
local function text(number)
  return string.format('%.17g', number)
end
local function whole(number)
  return string.format('%d', number)
end
local function readTask(line)
  return string.match(line, '^(%d+) (%S+) (%S+) (%S+) (%S+) (.*)$')
end
${body}`;
}

/**
 * What scripts that write begin with besides. A request says who asks, its number, below which number everything is
 * answered, and whether it may have been here before: then what was answered is answered again, and nothing is written.
 */
export const writing = `
local function readClock()
  if ARGV[2] ~= '' then return tonumber(ARGV[2]) end
  local time = call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
local receipts, request, answered = P .. 'receipts:' .. take(), take(), take()
if take() == '1' then
  local found = call('ZRANGEBYSCORE', receipts, request, request)[1]
  if found then return cjson.decode(string.sub(found, string.find(found, ' ', 1, true) + 1)) end
end
local function keepReceipt(reply)
  call('ZADD', receipts, request, request .. ' ' .. cjson.encode(reply))
  call('ZREMRANGEBYSCORE', receipts, '-inf', '(' .. answered)
  call('PEXPIRE', receipts, 600000)
  return reply
end
local function padded(number)
  return string.format('%016.0f', number)
end
`;

/** Finds the run of a lease, and says why the lease is not in force: `run` is its number, `R` its key. */
export const requireLease = `
local runId, owner, fence = take(), take(), take()
local run = call('HGET', P .. 'ids', runId)
if not run then return { 'lost', 'unknown' } end
local R = P .. 'run:' .. run
local held = call('HMGET', R, 'status', 'owner', 'fence', 'recoveries', 'released', 'pending', 'in_progress', 'completed',
  'failed', 'cancelled', 'costUsd', 'tokens', 'sequence', 'writes')
if held[1] ~= 'running' then return { 'lost', 'ended', held[1] } end
if held[5] == '1' then return { 'lost', 'released' } end
if held[2] ~= owner or held[3] ~= fence then return { 'lost', 'owned', held[2], held[3] } end
`;

/** What of a run stands at the head of every answer about it. */
export const readHead = `
local function readHead(run)
  local found = call('HMGET', P .. 'run:' .. run, 'head', 'status', 'ending')
  return found[1] and { found[1], found[2], found[3] or '' }
end
`;
