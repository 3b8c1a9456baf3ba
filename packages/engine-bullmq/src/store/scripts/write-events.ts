/**
 * Writes the events of a commit into the log of all runs, in entries of several whose ids are the number of the last one,
 * then how many there are; the log of the run has the ids. Leaves in `cursor` the number of the newest event, in `sequence`
 * that of the run's last one.
 *
 * A log that is full loses its oldest entries; how many events it has is counted, as its entries do not say.
 */
export const writeEvents = `
local sequence = tonumber(held[13] or '0')
local count = tonumber(take())
local cursor
if count == 0 then cursor = tonumber(call('HGET', counters, 'events') or '0')
else
  cursor = call('HINCRBY', counters, 'events', count)
  sequence = math.max(sequence, tonumber(take()))
  local last, members = cursor - count, {}
  local entries = tonumber(take())
  for index = 1, entries do
    local size = take()
    last = last + tonumber(size)
    local id = whole(last) .. '-' .. size
    call('XADD', P .. 'events', id, 'r', run, 'e', take())
    members[#members + 1] = whole(last)
    members[#members + 1] = id
    if #members == 1000 or index == entries then
      call('ZADD', R .. ':events', unpack(members))
      members = {}
    end
  end
  local kept = call('HINCRBY', counters, 'keptEvents', count)
  if kept >= maxEvents then
    local dropped, oldest = 0, nil
    local found = call('XRANGE', P .. 'events', '-', '+', 'COUNT', 2 * entries + 16)
    for index, entry in ipairs(found) do
      oldest = entry[1]
      local size = tonumber(string.match(oldest, '%d+$'))
      if index == #found or kept - dropped - size < maxEvents then break end
      dropped = dropped + size
    end
    if dropped > 0 then
      call('XTRIM', P .. 'events', 'MINID', oldest)
      call('HINCRBY', counters, 'keptEvents', -dropped)
    end
    call('ZREMRANGEBYSCORE', R .. ':events', '-inf', '(' .. string.match(oldest, '^%d+'))
  end
end
`;
