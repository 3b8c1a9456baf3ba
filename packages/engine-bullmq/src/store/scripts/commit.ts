import { createScript, requireLease, writing } from "./prelude.ts";
import { retention } from "./retention.ts";

/** What is cleared away of dropped runs with each commit while there is something: entries of tasks and events. */
const sweepSlice = 100;
/** Runs that the end of one drops at most; the others go with the next calls. */
const dropSlice = 20;

const writeTasks = `
local sums = call('HMGET', R, 'pending', 'in_progress', 'completed', 'failed', 'cancelled', 'costUsd', 'tokens',
  'sequence')
local totals = { pending = tonumber(sums[1] or '0'), in_progress = tonumber(sums[2] or '0'),
  completed = tonumber(sums[3] or '0'), failed = tonumber(sums[4] or '0'), cancelled = tonumber(sums[5] or '0') }
local costUsd, tokens = tonumber(sums[6] or '0'), tonumber(sums[7] or '0')
local agents = {}
for _ = 1, tonumber(take()) do
  local taskId, status, agent, cost, used, brief, input, result =
    take(), take(), take(), take(), take(), take(), take(), take()
  local entry = run .. ':' .. taskId
  local known = call('HGET', R .. ':tasks', 'm:' .. taskId)
  local number
  if known then
    local oldStatus, oldCost, oldUsed, oldAgent
    number, oldStatus, oldCost, oldUsed, oldAgent = string.match(known, '^(%S+) (%S+) (%S+) (%S+) (.*)$')
    totals[oldStatus] = totals[oldStatus] - 1
    costUsd = costUsd - tonumber(oldCost)
    tokens = tokens - tonumber(oldUsed)
    if oldStatus ~= status then
      call('ZREM', P .. 'tasks:status:' .. oldStatus, entry)
      call('ZADD', P .. 'tasks:status:' .. status, number, entry)
    end
    if oldAgent ~= agent then
      call('ZREM', P .. 'tasks:agent:' .. oldAgent, entry)
      call('ZADD', P .. 'tasks:agent:' .. agent, number, entry)
      agents[oldAgent] = (agents[oldAgent] or 0) - 1
      agents[agent] = (agents[agent] or 0) + 1
    end
    if input == '' then call('HDEL', R .. ':tasks', 'i:' .. taskId) end
    if result == '' then call('HDEL', R .. ':tasks', 'r:' .. taskId) end
  else
    number = text(call('HINCRBY', counters, 'tasks', 1))
    call('ZADD', R .. ':order', number, taskId)
    call('ZADD', P .. 'tasks', number, entry)
    call('ZADD', P .. 'tasks:status:' .. status, number, entry)
    call('ZADD', P .. 'tasks:agent:' .. agent, number, entry)
    agents[agent] = (agents[agent] or 0) + 1
  end
  totals[status] = totals[status] + 1
  costUsd = costUsd + tonumber(cost)
  tokens = tokens + tonumber(used)
  local fields = { 'm:' .. taskId, number .. ' ' .. status .. ' ' .. cost .. ' ' .. used .. ' ' .. agent,
    'b:' .. taskId, brief }
  if input ~= '' then fields[#fields + 1] = 'i:' .. taskId fields[#fields + 1] = input end
  if result ~= '' then fields[#fields + 1] = 'r:' .. taskId fields[#fields + 1] = result end
  call('HSET', R .. ':tasks', unpack(fields))
end
for agent, change in pairs(agents) do
  if change ~= 0 then
    if call('HINCRBY', R .. ':agents', agent, change) > 0 then
      call('ZADD', P .. 'runs:agent:' .. agent, run, run)
    else
      call('HDEL', R .. ':agents', agent)
      call('ZREM', P .. 'runs:agent:' .. agent, run)
    end
  end
end
`;

const writeSteps = `
local function put(kind)
  for _ = 1, tonumber(take()) do
    local name, record = take(), take()
    if call('HSET', R .. kind, name, record) == 1 then call('RPUSH', R .. kind .. ':order', name) end
  end
end
put(':steps')
put(':spend')
`;

const writeEvents = `
local sequence = tonumber(sums[8])
local count = tonumber(take())
local cursor = count > 0 and call('HINCRBY', counters, 'events', count) or tonumber(call('HGET', counters, 'events') or '0')
for index = 1, count do
  local its, event = take(), take()
  local number = text(cursor - count + index)
  call('XADD', P .. 'events', number .. '-0', 'r', run, 's', its, 'e', event)
  call('ZADD', R .. ':events', number, number)
  sequence = math.max(sequence, tonumber(its))
end
if count > 0 then
  call('XTRIM', P .. 'events', 'MAXLEN', '~', maxEvents)
  if call('ZCARD', R .. ':events') > tonumber(maxEvents) then
    local oldest = call('XRANGE', P .. 'events', '-', '+', 'COUNT', 1)[1]
    call('ZREMRANGEBYSCORE', R .. ':events', '-inf', '(' .. string.match(oldest[1], '^%d+'))
  end
end
`;

/** Writes everything of a commit, and lets retention take a slice when it ends the run. */
export const commit = createScript(`${writing}${requireLease}${retention}
local maxEvents, maxTasks, maxRuns = take(), tonumber(take()), tonumber(take())
local status, ending, isProgress = take(), take(), take()
${writeTasks}${writeSteps}${writeEvents}
call('HINCRBY', R, 'writes', 1)
local fields = { 'sequence', text(sequence), 'pending', text(totals.pending), 'in_progress', text(totals.in_progress),
  'completed', text(totals.completed), 'failed', text(totals.failed), 'cancelled', text(totals.cancelled),
  'costUsd', text(costUsd), 'tokens', text(tokens) }
if isProgress == '1' and held[4] ~= '0' then fields[#fields + 1] = 'recoveries' fields[#fields + 1] = '0' end
call('HSET', R, unpack(fields))
if status ~= '' then
  local weight = math.max(1, totals.pending + totals.in_progress + totals.completed + totals.failed + totals.cancelled)
  call('HSET', R, 'status', status, 'ending', ending, 'weight', text(weight))
  call('ZREM', P .. 'runs:status:running', run)
  call('ZADD', P .. 'runs:status:' .. status, run, run)
  call('ZREM', P .. 'leases', run)
  call('ZREM', P .. 'free', padded(tonumber(run)))
  call('ZADD', P .. 'ended', text(call('HINCRBY', counters, 'ends', 1)), run)
  call('HINCRBY', counters, 'keptRuns', 1)
  call('HINCRBY', counters, 'keptTasks', text(weight))
  retain(maxTasks, maxRuns, ${dropSlice})
end
sweep(${sweepSlice})
return keepReceipt({ 'ok', text(cursor), tostring(call('LLEN', P .. 'dropped')) })
`);
