import { createScript, writing } from "./prelude.ts";
import { retention } from "./retention.ts";

/** Keeps the first answer for a task and key, also one to a run that is not open yet. */
export const answer = createScript(`${writing}
local runId, maxEarly, name, record = take(), tonumber(take()), take(), take()
local run = call('HGET', P .. 'ids', runId)
local K = run and (P .. 'run:' .. run .. ':answers') or (P .. 'early:' .. runId)
if call('HSETNX', K, name, record) == 0 then return { 'ok' } end
call('RPUSH', K .. ':order', name)
if run then return { 'ok' } end
local early = call('HINCRBY', counters, 'early', 1)
call('ZADD', P .. 'early', 'NX', text(call('HINCRBY', counters, 'firstAnswers', 1)), runId)
if early <= maxEarly then return { 'ok' } end
local oldest = call('ZRANGE', P .. 'early', 0, 0)[1]
local E = P .. 'early:' .. oldest
if oldest == runId then
  -- A single run with that many answers may only lose its own oldest one, never the newest.
  call('HDEL', E, call('LPOP', E .. ':order'))
  call('HINCRBY', counters, 'early', -1)
else
  call('HINCRBY', counters, 'early', -call('HLEN', E))
  call('UNLINK', E, E .. ':order')
  call('ZREM', P .. 'early', oldest)
end
return { 'ok' }
`);

/** A slice of retention: answers whether runs are left to drop, and whether something of dropped ones is left. */
export const prune = createScript(
  `${writing}${retention}
local maxTasks, maxRuns = tonumber(take()), tonumber(take())
local dropped = retain(maxTasks, maxRuns, 50)
local swept = dropped > 0 and sweep(500) or 0
return { 'ok', dropped > 0 and '0' or '1', swept > 0 and '0' or '1' }
`,
  "allow-oom",
);
