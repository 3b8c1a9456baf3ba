/**
 * Retention in bounded slices: `retain` takes the oldest finished runs out of all listings, `sweep` clears away what is
 * left of them. Both say how much of their budget they have not used.
 */
export const retention = `
local function push(lists, name, ...)
  local list = lists[name]
  if not list then
    list = {}
    lists[name] = list
  end
  for index = 1, select('#', ...) do list[#list + 1] = (select(index, ...)) end
end

local function dropRun(run)
  local R = P .. 'run:' .. run
  local known = call('HMGET', R, 'id', 'status', 'strategy')
  if known[1] then
    call('HDEL', P .. 'ids', known[1])
    call('ZREM', P .. 'runs:status:' .. known[2], run)
    call('ZREM', P .. 'runs:strategy:' .. known[3], run)
  end
  call('ZREM', P .. 'runs', run)
  for _, agent in ipairs(call('HKEYS', R .. ':agents')) do
    call('ZREM', P .. 'runs:agent:' .. agent, run)
  end
  call('UNLINK', R, R .. ':agents', R .. ':steps', R .. ':steps:order', R .. ':spend', R .. ':spend:order',
    R .. ':answers', R .. ':answers:order')
  call('RPUSH', P .. 'dropped', run)
end

local function retain(maxTasks, maxRuns, budget)
  local kept = call('HMGET', counters, 'keptRuns', 'keptTasks')
  local runs, tasks = tonumber(kept[1] or '0'), tonumber(kept[2] or '0')
  local before = runs
  while budget > 0 and runs > 1 and (tasks > maxTasks or runs > maxRuns) do
    local run = call('ZPOPMIN', P .. 'ended')[1]
    if not run then break end
    tasks = tasks - tonumber(call('HGET', P .. 'run:' .. run, 'weight') or '0')
    runs = runs - 1
    budget = budget - 1
    dropRun(run)
  end
  if runs ~= before then call('HSET', counters, 'keptRuns', text(runs), 'keptTasks', text(tasks)) end
  return budget
end

local function sweepTasks(run, taskIds)
  local R = P .. 'run:' .. run
  local names, entries, byIndex = {}, {}, {}
  for index, taskId in ipairs(taskIds) do
    names[index] = 'm:' .. taskId
    entries[index] = run .. ':' .. taskId
  end
  for index, line in ipairs(call('HMGET', R .. ':tasks', unpack(names))) do
    local _, status, _, _, _, agent = readTask(line or '')
    if status then
      push(byIndex, 'tasks:status:' .. status, entries[index])
      push(byIndex, 'tasks:agent:' .. agent, entries[index])
    end
  end
  call('ZREM', P .. 'tasks', unpack(entries))
  for index, members in pairs(byIndex) do call('ZREM', P .. index, unpack(members)) end
  call('ZREMRANGEBYRANK', R .. ':order', 0, #taskIds - 1)
end

local function sweepEvents(run, ids)
  local removed = 0
  for _, id in ipairs(ids) do
    if call('XDEL', P .. 'events', id) == 1 then removed = removed + tonumber(string.match(id, '%d+$')) end
  end
  if removed > 0 then call('HINCRBY', counters, 'keptEvents', -removed) end
  call('ZREMRANGEBYRANK', P .. 'run:' .. run .. ':events', 0, #ids - 1)
end

local function sweep(budget)
  while budget > 0 do
    local run = call('LINDEX', P .. 'dropped', 0)
    if not run then return budget end
    local R = P .. 'run:' .. run
    local taskIds = call('ZRANGE', R .. ':order', 0, budget - 1)
    if #taskIds > 0 then sweepTasks(run, taskIds) end
    budget = budget - #taskIds
    local ids = budget > 0 and call('ZRANGE', R .. ':events', 0, budget - 1) or {}
    if #ids > 0 then sweepEvents(run, ids) end
    budget = budget - #ids
    if budget > 0 then
      call('UNLINK', R .. ':tasks', R .. ':order', R .. ':events')
      call('LPOP', P .. 'dropped')
      budget = budget - 1
    end
  end
  return budget
end
`;
