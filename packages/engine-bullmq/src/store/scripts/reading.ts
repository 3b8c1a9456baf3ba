import { createScript, readHead } from "./prelude.ts";

/** One task: the texts of its record. */
export const find = createScript(
  `
local runId, taskId = take(), take()
local run = call('HGET', P .. 'ids', runId)
if not run then return { 'none' } end
local found = call('HMGET', P .. 'run:' .. run .. ':tasks', 'b:' .. taskId, 'i:' .. taskId, 'r:' .. taskId)
if not found[1] then return { 'none' } end
return { 'ok', found[1], found[2] or '', found[3] or '' }
`,
  "no-writes",
);

/** The record of one run. */
export const findRun = createScript(
  `${readHead}
local run = call('HGET', P .. 'ids', take())
if not run then return { 'none' } end
return { 'ok', readHead(run), call('HGET', P .. 'run:' .. run, 'plan') or '' }
`,
  "no-writes",
);

/** The answers of one run, at most `limit` after so many that the caller has. */
export const loadAnswers = createScript(
  `
local run, limit, offset = call('HGET', P .. 'ids', take()), tonumber(take()), tonumber(take())
if not run then return { 'ok', {} } end
local key = P .. 'run:' .. run .. ':answers'
local names = call('LRANGE', key .. ':order', offset, offset + limit - 1)
if #names == 0 then return { 'ok', {} } end
return { 'ok', call('HMGET', key, unpack(names)) }
`,
  "no-writes",
);

/**
 * One run with what was committed for it, at most `limit` of each kind after so many that the caller has: tasks, steps,
 * spend, answers. Slices with the same number of writes are parts of one state.
 */
export const load = createScript(
  `${readHead}
local runId, limit = take(), tonumber(take())
local run = call('HGET', P .. 'ids', runId)
if not run then return { 'none' } end
local R = P .. 'run:' .. run
local known = call('HMGET', R, 'writes', 'plan', 'sequence')
local reply = { 'ok', run .. ':' .. (known[1] or '0'), readHead(run), known[2] or '', known[3] }
local function readAll(key, names, prefixes)
  local values = {}
  for first = 1, #names, 500 do
    local fields = {}
    for index = first, math.min(first + 499, #names) do
      for _, prefix in ipairs(prefixes) do fields[#fields + 1] = prefix .. names[index] end
    end
    for _, value in ipairs(call('HMGET', key, unpack(fields))) do values[#values + 1] = value or '' end
  end
  return values
end
local offset = tonumber(take())
reply[6] = readAll(R .. ':tasks', call('ZRANGE', R .. ':order', offset, offset + limit - 1), { 'b:', 'i:', 'r:' })
for index, kind in ipairs({ ':steps', ':spend', ':answers' }) do
  offset = tonumber(take())
  local names = call('LRANGE', R .. kind .. ':order', offset, offset + limit - 1)
  reply[6 + index] = readAll(R .. kind, names, { '' })
end
return reply
`,
  "no-writes",
);
