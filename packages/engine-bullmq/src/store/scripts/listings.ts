import { createScript, readHead } from "./prelude.ts";

/** Entries that one call of a listing looks at, at most: Redis does nothing else meanwhile. */
const scanSlice = 1_000;

/**
 * Runs for listings, upwards or downwards by number: each with what of it is asked for. Answers how far it has looked, or
 * an empty text at the end.
 */
export const runs = createScript(
  `${readHead}
local isDown, bound, limit, wantsSummary = take() == '1', take(), tonumber(take()), take() == '1'
local status, strategy, agent, search = take(), take(), take(), take()
local base = P .. 'runs'
if agent ~= '' then base = P .. 'runs:agent:' .. string.sub(agent, 2)
elseif strategy ~= '' then base = P .. 'runs:strategy:' .. string.sub(strategy, 2)
elseif status ~= '' then base = P .. 'runs:status:' .. status end
local found
if isDown then found = call('ZREVRANGEBYSCORE', base, '(' .. bound, '-inf', 'LIMIT', 0, ${scanSlice})
else found = call('ZRANGEBYSCORE', base, '(' .. bound, '+inf', 'LIMIT', 0, ${scanSlice}) end
local rows = {}
local last = ''
for _, run in ipairs(found) do
  local R = P .. 'run:' .. run
  last = run
  local its = call('HMGET', R, 'status', 'strategy')
  local fits = its[1] and (status == '' or its[1] == status)
    and (strategy == '' or its[2] == string.sub(strategy, 2))
  if fits and search ~= '' then fits = string.find(call('HGET', R, 'searched'), search, 1, true) ~= nil end
  if fits then
    local row = { run, readHead(run) }
    if wantsSummary then
      row[3] = call('HMGET', R, 'pending', 'in_progress', 'completed', 'failed', 'cancelled', 'costUsd', 'tokens')
      row[4] = call('HKEYS', R .. ':agents')
    else row[3] = call('HGET', R, 'plan') or '' end
    rows[#rows + 1] = row
    if #rows == limit then break end
  end
end
if #rows < limit and #found < ${scanSlice} then last = '' end
return { 'ok', last, rows }
`,
  "no-writes",
);

/** Tasks for listings, upwards by number; answers like the script for runs. */
export const tasks = createScript(
  `
local bound, limit, isBrief, status, agent, runId = take(), tonumber(take()), take() == '1', take(), take(), take()
local base = P .. 'tasks'
local run
if runId ~= '' then
  run = call('HGET', P .. 'ids', string.sub(runId, 2))
  if not run then return { 'ok', '', {} } end
  base = P .. 'run:' .. run .. ':order'
elseif agent ~= '' then base = P .. 'tasks:agent:' .. string.sub(agent, 2)
elseif status ~= '' then base = P .. 'tasks:status:' .. status end
local found = call('ZRANGEBYSCORE', base, '(' .. bound, '+inf', 'WITHSCORES', 'LIMIT', 0, ${scanSlice})
local rows = {}
local kept = {}
local last = ''
for index = 1, #found, 2 do
  local its, taskId = run, found[index]
  if not run then its, taskId = string.match(found[index], '^(%d+):(.*)$') end
  last = found[index + 1]
  if kept[its] == nil then kept[its] = call('EXISTS', P .. 'run:' .. its) == 1 end
  if kept[its] then
    local K = P .. 'run:' .. its .. ':tasks'
    local fits = true
    if status ~= '' or agent ~= '' then
      local _, isStatus, _, _, _, isAgent = readTask(call('HGET', K, 'm:' .. taskId))
      fits = (status == '' or isStatus == status) and (agent == '' or isAgent == string.sub(agent, 2))
    end
    if fits then
      local row = isBrief and call('HMGET', K, 'b:' .. taskId)
        or call('HMGET', K, 'b:' .. taskId, 'i:' .. taskId, 'r:' .. taskId)
      rows[#rows + 1] = { last, row[1], row[2] or '', row[3] or '' }
      if #rows == limit then break end
    end
  end
end
if #rows < limit and #found < ${2 * scanSlice} then last = '' end
return { 'ok', last, rows }
`,
  "no-writes",
);

/**
 * Entries of the log with events after a cursor, of one run or of all. Each entry holds the events of one commit, or a part of
 * them: its id is the number of the last one, then how many there are. Answers how far it has looked, or an empty text at the end.
 */
export const events = createScript(
  `
local bound, limit, runId = tonumber(take()), tonumber(take()), take()
local rows = {}
local ids = {}
local function add(entry)
  local last, count = string.match(entry[1], '^(%d+)-(%d+)$')
  local run = entry[2][2]
  if ids[run] == nil then ids[run] = call('HGET', P .. 'run:' .. run, 'id') end
  local fresh = math.min(tonumber(count), tonumber(last) - bound)
  bound = tonumber(last)
  if ids[run] then
    rows[#rows + 1] = { last, ids[run], count, entry[2][4] }
    limit = limit - fresh
  end
  return fresh
end
local budget = ${scanSlice}
if runId ~= '' then
  local run = call('HGET', P .. 'ids', string.sub(runId, 2))
  if not run then return { 'ok', '', rows } end
  while budget > 0 and limit > 0 do
    local found = call('ZRANGEBYSCORE', P .. 'run:' .. run .. ':events', '(' .. whole(bound), '+inf', 'LIMIT', 0, 16)
    if #found == 0 then return { 'ok', '', rows } end
    for _, id in ipairs(found) do
      if budget <= 0 or limit <= 0 then break end
      local entry = call('XRANGE', P .. 'events', id, id)[1]
      if entry then budget = budget - add(entry)
      else
        bound = tonumber(string.match(id, '^%d+'))
        budget = budget - 1
      end
    end
  end
  return { 'ok', whole(bound), rows }
end
while budget > 0 and limit > 0 do
  local entries = call('XRANGE', P .. 'events', whole(bound + 1), '+', 'COUNT', 16)
  if #entries == 0 then return { 'ok', '', rows } end
  for _, entry in ipairs(entries) do
    if budget <= 0 or limit <= 0 then break end
    budget = budget - add(entry)
  end
end
return { 'ok', whole(bound), rows }
`,
  "no-writes",
);

/** The number of the newest event. */
export const lastCursor = createScript(
  `return { 'ok', call('HGET', counters, 'events') or '0' }`,
  "no-writes",
);
