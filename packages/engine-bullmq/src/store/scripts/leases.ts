import { createScript, requireLease, writing } from "./prelude.ts";

/** Leases that one call of `claim` lets end, or grants, at most: Redis does nothing else meanwhile. */
export const claimSlice = 500;

/**
 * Takes over runs whose leases have ended, the oldest first. Answers `again` when there are more of them than one call
 * looks at, since the oldest may be among the others.
 */
export const claim = createScript(`${writing}
local owner, leaseMs, limit = take(), take(), tonumber(take())
local now = readClock()
local ended = call('ZRANGEBYSCORE', P .. 'leases', '-inf', text(now), 'LIMIT', 0, ${claimSlice})
for _, run in ipairs(ended) do
  call('ZREM', P .. 'leases', run)
  call('ZADD', P .. 'free', call('HGET', P .. 'run:' .. run, 'created') or '0', padded(tonumber(run)))
end
if #ended == ${claimSlice} then return { 'again' } end
local expiresAt = text(now + tonumber(leaseMs))
local reply = { 'ok', expiresAt }
for _, member in ipairs(call('ZRANGE', P .. 'free', 0, math.min(limit, ${claimSlice}) - 1)) do
  local run = text(tonumber(member))
  local R = P .. 'run:' .. run
  local held = call('HMGET', R, 'id', 'fence', 'recoveries', 'released', 'owner')
  call('ZREM', P .. 'free', member)
  if held[1] then
    local fence, recoveries = text(tonumber(held[2]) + 1), held[3]
    if held[4] == '1' then call('HDEL', R, 'released')
    elseif held[5] ~= owner then recoveries = text(tonumber(recoveries) + 1) end
    call('HSET', R, 'owner', owner, 'fence', fence, 'recoveries', recoveries, 'lease', leaseMs)
    call('ZADD', P .. 'leases', expiresAt, run)
    reply[#reply + 1] = held[1]
    reply[#reply + 1] = fence
    reply[#reply + 1] = recoveries
  end
end
if #reply == 2 then return reply end
return keepReceipt(reply)
`);

/** Extends leases by their own length, also those that have ended and that nobody has taken over: a reply for each. */
export const renew = createScript(`${writing}
local function renewNext()
${requireLease}
local expiresAt = text(readClock() + tonumber(call('HGET', R, 'lease')))
call('ZADD', P .. 'leases', expiresAt, run)
call('ZREM', P .. 'free', padded(tonumber(run)))
return { 'ok', expiresAt, held[4] }
end
local replies = { 'ok' }
for index = 1, tonumber(take()) do replies[index + 1] = renewNext() end
return replies
`);

/** Ends a lease for good, so that anybody may claim the run. */
export const release = createScript(`${writing}${requireLease}
call('HSET', R, 'fence', text(tonumber(fence) + 1), 'released', '1')
call('ZREM', P .. 'leases', run)
call('ZADD', P .. 'free', call('HGET', R, 'created'), padded(tonumber(run)))
return keepReceipt({ 'ok' })
`);
