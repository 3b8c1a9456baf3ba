/**
 * The hash of the shared budget: `spent:costUsd`, `spent:tokens`, `reserved:costUsd`, `reserved:tokens`, `tasks`, and what each
 * process has set aside (`of:costUsd:<process>`, `of:tokens:<process>`).
 *
 * What a process that looks dead had set aside becomes spent. Should it live after all, what it books then takes that from its
 * own share, which gets negative until it is moved in turn: the sum of spent and reserved is right at any time.
 */
const prelude = `
local done = KEYS[2] and redis.call('GET', KEYS[2])
if done then return done end
local function get(field) return redis.call('HGET', KEYS[1], field) or '0' end
local function add(field, amount) redis.call('HINCRBYFLOAT', KEYS[1], field, amount) end`;

/** KEYS: budget, step. ARGV: process, costUsd, tokens, tasks, maxCostUsd, maxTokens, maxTasks ('' for none). */
export const reserveSpend = `${prelude}
local answer = 'ok'
local function check(limit, max, spent, reserved, asked)
  if answer ~= 'ok' or max == '' then return end
  if tonumber(spent) + tonumber(reserved) + tonumber(asked) > tonumber(max) + 1e-9 then
    answer = limit .. ' ' .. spent .. ' ' .. reserved
  end
end
if tonumber(ARGV[4]) > 0 then check('maxTasks', ARGV[7], get('tasks'), '0', ARGV[4]) end
check('maxCostUsd', ARGV[5], get('spent:costUsd'), get('reserved:costUsd'), ARGV[2])
check('maxTokens', ARGV[6], get('spent:tokens'), get('reserved:tokens'), ARGV[3])
if answer == 'ok' then
  if tonumber(ARGV[4]) > 0 then add('tasks', ARGV[4]) end
  for index, name in ipairs({'costUsd', 'tokens'}) do
    add('reserved:' .. name, ARGV[index + 1])
    add('of:' .. name .. ':' .. ARGV[1], ARGV[index + 1])
  end
end
redis.call('SET', KEYS[2], answer, 'PX', 60000)
return answer`;

/** KEYS: budget, step. ARGV: process, released costUsd, released tokens, spent costUsd, spent tokens. */
export const bookSpend = `${prelude}
for index, name in ipairs({'costUsd', 'tokens'}) do
  add('reserved:' .. name, '-' .. ARGV[index + 1])
  local own = 'of:' .. name .. ':' .. ARGV[1]
  add(own, '-' .. ARGV[index + 1])
  if math.abs(tonumber(get(own))) < 1e-9 then redis.call('HDEL', KEYS[1], own) end
  add('spent:' .. name, ARGV[index + 3])
end
redis.call('SET', KEYS[2], 'ok', 'PX', 60000)
return 'ok'`;

/** KEYS: budget. ARGV: what the names of life keys begin with, '1' to begin anew. */
export const readBudget = `${prelude}
for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
  local name, process = string.match(field, '^of:(%a+):(.+)$')
  if name and redis.call('EXISTS', ARGV[1] .. process) == 0 then
    local amount = get(field)
    redis.call('HDEL', KEYS[1], field)
    add('spent:' .. name, amount)
    if string.sub(amount, 1, 1) == '-' then amount = string.sub(amount, 2) else amount = '-' .. amount end
    add('reserved:' .. name, amount)
  end
end
if ARGV[2] == '1' then redis.call('HDEL', KEYS[1], 'spent:costUsd', 'spent:tokens', 'tasks') end
return {
  get('spent:costUsd'), get('spent:tokens'), get('reserved:costUsd'), get('reserved:tokens'), get('tasks')
}`;
