import { createScript, writing } from "./prelude.ts";

/** Remembers a new run, with the answers that came before it. */
export const open = createScript(`${writing}
local runId, owner, leaseMs = take(), take(), take()
local head, createdAt, strategy, searched, plan = take(), take(), take(), take(), take()
if call('HEXISTS', P .. 'ids', runId) == 1 then return { 'duplicate' } end
local number = call('HINCRBY', counters, 'runs', 1)
local run = text(number)
local R = P .. 'run:' .. run
local expiresAt = text(readClock() + tonumber(leaseMs))
call('HSET', P .. 'ids', runId, run)
call('HSET', R, 'id', runId, 'head', head, 'created', createdAt, 'strategy', strategy, 'searched', searched,
  'status', 'running', 'owner', owner, 'fence', '1', 'lease', leaseMs, 'recoveries', '0', 'sequence', '0')
if plan ~= '' then call('HSET', R, 'plan', plan) end
call('ZADD', P .. 'runs', run, run)
call('ZADD', P .. 'runs:status:running', run, run)
call('ZADD', P .. 'runs:strategy:' .. strategy, run, run)
call('ZADD', P .. 'leases', expiresAt, run)
local early = P .. 'early:' .. runId
local count = call('HLEN', early)
if count > 0 then
  call('RENAME', early, R .. ':answers')
  call('RENAME', early .. ':order', R .. ':answers:order')
  call('ZREM', P .. 'early', runId)
  call('HINCRBY', counters, 'early', -count)
end
return keepReceipt({ 'ok', '1', expiresAt })
`);
