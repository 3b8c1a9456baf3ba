/**
 * Writes the tasks of a commit, none twice, many with each command: a command costs more than what it carries. Leaves in
 * `totals`, `costUsd` and `tokens` what that makes of the run.
 *
 * Of each task come its id, its line for indexes without the number, its record, and, as the line says, input and result.
 */
export const writeTasks = `
local totals = { pending = tonumber(held[6] or '0'), in_progress = tonumber(held[7] or '0'),
  completed = tonumber(held[8] or '0'), failed = tonumber(held[9] or '0'), cancelled = tonumber(held[10] or '0') }
local costUsd, tokens = tonumber(held[11] or '0'), tonumber(held[12] or '0')
local agents = {}

local function writeSlice(ids, lines, fields)
  local names, order, gone, added, removed = {}, {}, {}, {}, {}
  for index, id in ipairs(ids) do names[index] = 'm:' .. id end
  local known = call('HMGET', R .. ':tasks', unpack(names))
  local fresh = 0
  for index = 1, #ids do if not known[index] then fresh = fresh + 1 end end
  local last = fresh > 0 and call('HINCRBY', counters, 'tasks', fresh) - fresh or 0
  for index, id in ipairs(ids) do
    local entry = run .. ':' .. id
    local _, status, cost, used, has, agent = readTask('0 ' .. lines[index])
    local number
    if known[index] then
      local oldStatus, oldCost, oldUsed, had, oldAgent
      number, oldStatus, oldCost, oldUsed, had, oldAgent = readTask(known[index])
      totals[oldStatus] = totals[oldStatus] - 1
      costUsd = costUsd - tonumber(oldCost)
      tokens = tokens - tonumber(oldUsed)
      if oldStatus ~= status then
        push(removed, 'tasks:status:' .. oldStatus, entry)
        push(added, 'tasks:status:' .. status, number, entry)
      end
      if oldAgent ~= agent then
        push(removed, 'tasks:agent:' .. oldAgent, entry)
        push(added, 'tasks:agent:' .. agent, number, entry)
        agents[oldAgent] = (agents[oldAgent] or 0) - 1
        agents[agent] = (agents[agent] or 0) + 1
      end
      for part in string.gmatch(had, '%a') do
        if not string.find(has, part, 1, true) then gone[#gone + 1] = part .. ':' .. id end
      end
    else
      last = last + 1
      number = whole(last)
      push(order, 'order', number, id)
      push(added, 'tasks', number, entry)
      push(added, 'tasks:status:' .. status, number, entry)
      push(added, 'tasks:agent:' .. agent, number, entry)
      agents[agent] = (agents[agent] or 0) + 1
    end
    totals[status] = totals[status] + 1
    costUsd = costUsd + tonumber(cost)
    tokens = tokens + tonumber(used)
    fields[#fields + 1] = names[index]
    fields[#fields + 1] = number .. ' ' .. lines[index]
  end
  for index, members in pairs(removed) do call('ZREM', P .. index, unpack(members)) end
  for index, members in pairs(added) do call('ZADD', P .. index, unpack(members)) end
  if order.order then call('ZADD', R .. ':order', unpack(order.order)) end
  if #gone > 0 then call('HDEL', R .. ':tasks', unpack(gone)) end
  call('HSET', R .. ':tasks', unpack(fields))
end

local left = tonumber(take())
while left > 0 do
  local count = math.min(left, 500)
  left = left - count
  local ids, lines, fields = {}, {}, {}
  for index = 1, count do
    local id, line = take(), take()
    ids[index], lines[index] = id, line
    fields[#fields + 1] = 'b:' .. id
    fields[#fields + 1] = take()
    for part in string.gmatch(string.match(line, '^%S+ %S+ %S+ (%S+)'), '%a') do
      fields[#fields + 1] = part .. ':' .. id
      fields[#fields + 1] = take()
    end
  end
  writeSlice(ids, lines, fields)
end
for agent, change in pairs(agents) do
  if change ~= 0 then
    local count = call('HINCRBY', R .. ':agents', agent, change)
    if count == 0 then
      call('HDEL', R .. ':agents', agent)
      call('ZREM', P .. 'runs:agent:' .. agent, run)
    elseif count == change then call('ZADD', P .. 'runs:agent:' .. agent, run, run) end
  end
end
`;
