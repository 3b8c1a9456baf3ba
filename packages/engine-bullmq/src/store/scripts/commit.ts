import { createScript, requireLease, writing } from "./prelude.ts";
import { retention } from "./retention.ts";
import { writeEvents } from "./write-events.ts";
import { writeTasks } from "./write-tasks.ts";

/** What is cleared away of dropped runs with each commit while there is something: entries of tasks and events. */
const sweepSlice = 100;
/** Runs that the end of one drops at most; the others go with the next calls. */
const dropSlice = 20;

const writeSteps = `
local function putAll(kind)
  for _ = 1, tonumber(take()) do
    local name, record = take(), take()
    if call('HSET', R .. kind, name, record) == 1 then call('RPUSH', R .. kind .. ':order', name) end
  end
end
putAll(':steps')
putAll(':spend')
`;

/** Writes everything of a commit, and lets retention take a slice when it ends the run. */
export const commit = createScript(`${writing}${requireLease}${retention}
local maxEvents, maxTasks, maxRuns = tonumber(take()), tonumber(take()), tonumber(take())
local status, ending, isProgress = take(), take(), take()
${writeTasks}${writeSteps}${writeEvents}
local fields = { 'writes', whole(tonumber(held[14] or '0') + 1), 'sequence', text(sequence),
  'pending', whole(totals.pending), 'in_progress', whole(totals.in_progress), 'completed', whole(totals.completed),
  'failed', whole(totals.failed), 'cancelled', whole(totals.cancelled), 'costUsd', text(costUsd), 'tokens', text(tokens) }
local function put(name, value)
  fields[#fields + 1] = name
  fields[#fields + 1] = value
end
if isProgress == '1' and held[4] ~= '0' then put('recoveries', '0') end
if status ~= '' then
  local weight = math.max(1, totals.pending + totals.in_progress + totals.completed + totals.failed + totals.cancelled)
  put('status', status)
  put('ending', ending)
  put('weight', whole(weight))
  call('HSET', R, unpack(fields))
  call('ZREM', P .. 'runs:status:running', run)
  call('ZADD', P .. 'runs:status:' .. status, run, run)
  call('ZREM', P .. 'leases', run)
  call('ZREM', P .. 'free', padded(tonumber(run)))
  call('ZADD', P .. 'ended', text(call('HINCRBY', counters, 'ends', 1)), run)
  call('HINCRBY', counters, 'keptRuns', 1)
  call('HINCRBY', counters, 'keptTasks', text(weight))
  retain(maxTasks, maxRuns, ${dropSlice})
else call('HSET', R, unpack(fields)) end
local dropped = call('LLEN', P .. 'dropped')
if dropped > 0 then
  sweep(${sweepSlice})
  dropped = call('LLEN', P .. 'dropped')
end
return keepReceipt({ 'ok', text(cursor), tostring(dropped) })
`);
