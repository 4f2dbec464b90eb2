import { SEATS_PER_SESSION } from '../../../../actors/limits.ts';

/** What the functions have in common: seats, bookings, places in the queue, and serving it. */
export const COMMON = `
local SESSION_LIMIT = ${SEATS_PER_SESSION}

local function get_booking(id)
  local b = redis.call('HMGET', 'booking:' .. id, 'show', 'session', 'status', 'version', 'seats', 'until', 'payment')
  if not b[1] then return nil end
  return { show = b[1], session = b[2], status = b[3], booking_id = id, version = tonumber(b[4]), seats = b[5],
    expires_at = tonumber(b[6]), payment_id = b[7] or nil }
end

local function told(b)
  return { booking_id = b.booking_id, status = b.status, version = b.version, seats = b.seats,
    expires_at = b.expires_at, payment_id = b.payment_id }
end

local function set_seats(show, seats, status)
  for seat in string.gmatch(seats, '%d+') do redis.call('SETRANGE', 'seats:' .. show, seat, status) end
end

local function count_of(seats)
  local _, commas = string.gsub(seats, ',', ',')
  return commas + 1
end

local function hold(show, session, count)
  if redis.call('HINCRBY', 'held:' .. show, session, count) <= 0 then redis.call('HDEL', 'held:' .. show, session) end
end

local function make_booking(show, session, id, seats, expires_at, lapses_at)
  redis.call('HSET', 'booking:' .. id, 'show', show, 'session', session, 'status', 'reserved', 'version', 1,
    'seats', seats, 'until', expires_at)
  redis.call('ZADD', 'deadlines', lapses_at, id)
  set_seats(show, seats, '1')
  return { booking_id = id, status = 'reserved', version = 1, seats = seats, expires_at = tonumber(expires_at) }
end

local function end_booking(b, status)
  b.status = status
  b.version = b.version + 1
  redis.call('HSET', 'booking:' .. b.booking_id, 'status', status, 'version', b.version)
  redis.call('ZREM', 'deadlines', b.booking_id)
  set_seats(b.show, b.seats, '0')
  return told(b)
end

-- Seats side by side and near the middle, else any that are near the middle; nil where there are too few.
local function best_seats(statuses, want, of_type)
  local free, best, best_distance = {}, nil, nil
  local run, run_block = {}, nil
  for index, seat in ipairs(HALL) do
    local is_free = string.byte(statuses, index) == 48 and (of_type == '' or of_type == seat.type)
    if not is_free or seat.block ~= run_block then run = {} end
    run_block = seat.block
    if is_free then
      free[#free + 1] = seat
      run[#run + 1] = seat
      if #run >= want then
        local sum = 0
        for at = #run - want + 1, #run do sum = sum + run[at].distance end
        if not best or sum < best_distance then best, best_distance = run[#run - want + 1].number, sum end
      end
    end
  end
  local chosen = {}
  if best then
    for number = best, best + want - 1 do chosen[#chosen + 1] = number end
  elseif #free >= want then
    table.sort(free, function(a, b) return a.distance < b.distance end)
    for at = 1, want do chosen[at] = free[at].number end
    table.sort(chosen)
  else
    return nil
  end
  return table.concat(chosen, ',')
end

local function unsold_of(statuses, of_type)
  local count = 0
  for index, seat in ipairs(HALL) do
    if string.byte(statuses, index) ~= 50 and seat.type == of_type then count = count + 1 end
  end
  return count
end

local function get_waiting(id)
  local w = redis.call('HMGET', 'waiting:' .. id, 'show', 'session', 'status', 'joined', 'count', 'until', 'booking')
  if not w[1] then return nil end
  local place = { show = w[1], session = w[2], waiting_id = id, status = w[3], joined_position = tonumber(w[4]),
    count = tonumber(w[5]), expires_at = tonumber(w[6]), booking_id = w[7] }
  if place.status == 'waiting' then place.position = redis.call('ZRANK', 'queue:' .. w[1], id) + 1 end
  if place.status == 'served' then place.booking = told(get_booking(w[7])) end
  return place
end

local function end_waiting(w, status)
  redis.call('HSET', 'waiting:' .. w.waiting_id, 'status', status)
  redis.call('ZREM', 'queue:' .. w.show, w.waiting_id)
  redis.call('ZREM', 'timeouts', w.waiting_id)
  redis.call('HDEL', 'waiter:' .. w.show, w.session)
  redis.call('SREM', 'wanting:' .. w.show .. ':' .. w.count, w.waiting_id)
  if status ~= 'served' then hold(w.show, w.session, -w.count) end
  w.status = status
  w.position = nil
  return w
end

-- Whoever can never be served leaves, and then the heads of the queue are served as long as there are seats.
local function serve(show, expires_at, lapses_at, ended)
  if redis.call('ZCARD', 'queue:' .. show) == 0 then return end
  local left = tonumber(redis.call('GET', 'left:' .. show))
  for count = left + 1, SESSION_LIMIT do
    for _, id in ipairs(redis.call('SMEMBERS', 'wanting:' .. show .. ':' .. count)) do
      ended[#ended + 1] = end_waiting(get_waiting(id), 'not_enough_seats')
    end
  end
  while true do
    local head = redis.call('ZRANGE', 'queue:' .. show, 0, 0)[1]
    if not head then return end
    local w = get_waiting(head)
    local seats = best_seats(redis.call('GET', 'seats:' .. show), w.count, '')
    if not seats then return end
    end_waiting(w, 'served')
    w.booking = make_booking(show, w.session, w.booking_id, seats, expires_at, lapses_at)
    ended[#ended + 1] = w
  end
end

local function remember(key, body, about)
  if key ~= '' then redis.call('HSET', 'key:' .. key, 'body', body, 'about', about) end
end

-- Nil where the key is new.
local function recall(key, body)
  if key == '' then return nil end
  local known = redis.call('HMGET', 'key:' .. key, 'body', 'about')
  if not known[1] then return nil end
  if known[1] ~= body then return cjson.encode({ refused = 'idempotency_key_reused' }) end
  return cjson.encode({ refused = 'repeated', about_id = known[2] })
end

local function refuse(refused, more)
  more = more or {}
  more.refused = refused
  return cjson.encode(more)
end

local function answer(result, ended)
  if ended and #ended > 0 then result.ended = ended end
  return cjson.encode(result)
end
`;
