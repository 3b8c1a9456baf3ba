/**
 * Retention in bounded slices: `retain` takes the oldest finished runs out of all listings, `sweep` clears away what is
 * left of them. Both say how much of their budget they have not used.
 */
export const retention = `
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

local function sweep(budget)
  while budget > 0 do
    local run = call('LINDEX', P .. 'dropped', 0)
    if not run then return budget end
    local R = P .. 'run:' .. run
    local taskIds = call('ZRANGE', R .. ':order', 0, budget - 1)
    for _, taskId in ipairs(taskIds) do
      local entry = run .. ':' .. taskId
      local status, agent = string.match(call('HGET', R .. ':tasks', 'm:' .. taskId) or '', '^%S+ (%S+) %S+ %S+ (.*)$')
      call('ZREM', P .. 'tasks', entry)
      if status then
        call('ZREM', P .. 'tasks:status:' .. status, entry)
        call('ZREM', P .. 'tasks:agent:' .. agent, entry)
      end
    end
    if #taskIds > 0 then call('ZREMRANGEBYRANK', R .. ':order', 0, #taskIds - 1) end
    budget = budget - #taskIds
    local cursors = budget > 0 and call('ZRANGE', R .. ':events', 0, budget - 1) or {}
    for _, cursor in ipairs(cursors) do call('XDEL', P .. 'events', cursor .. '-0') end
    if #cursors > 0 then call('ZREMRANGEBYRANK', R .. ':events', 0, #cursors - 1) end
    budget = budget - #cursors
    if budget > 0 then
      call('UNLINK', R .. ':tasks', R .. ':order', R .. ':events')
      call('LPOP', P .. 'dropped')
      budget = budget - 1
    end
  end
  return budget
end
`;
