import type { HallSeat } from '../store.ts';
import { COMMON } from './common.ts';

/**
 * What each request does, as a function of one library: Redis runs one at a time, so nothing needs a lock, and whatever
 * sets seats free serves the queue at once. Each gives JSON: `{ refused, … }`, or what was asked for with all that changed.
 *
 * Keys, by show and by id:
 *   seats:S     a string with the status of each seat, a digit each
 *   left:S      how many seats are not booked
 *   held:S      hash: how many seats a session has reserved or waits for
 *   booking:B   hash; deadlines: zset of all that are reserved
 *   waiting:W   hash; queue:S: zset in the order of joining; waiter:S: hash by session; wanting:S:N: set by count;
 *               timeouts: zset of all who wait
 *   key:K       hash: what was asked under a key, and what it is about
 *   payment:P   hash
 */
export function redisLibrary(hall: readonly HallSeat[]): string {
  const seats = hall.map(
    ({ type, block, distance }, number) =>
      `{ number = ${number}, type = '${type}', block = ${block}, distance = ${distance} }`,
  );
  return `#!lua name=boxoffice
local HALL = { ${seats.join(', ')} }
${COMMON}
${FUNCTIONS}`;
}

const FUNCTIONS = `
-- show, session, booking, until, lapses, key, body, wanted seats or '', count, type or ''.
redis.register_function('reserve', function(_, args)
  local show, session, id, expires_at, lapses_at, key, body, wanted, count, of_type = unpack(args)
  local known = recall(key, body)
  if known then return known end
  count = tonumber(count)
  local held = tonumber(redis.call('HGET', 'held:' .. show, session) or 0)
  if held + count > SESSION_LIMIT then return refuse('too_many_seats', { held = held }) end
  local statuses = redis.call('GET', 'seats:' .. show)
  local waiting = redis.call('ZCARD', 'queue:' .. show)
  local seats
  if wanted ~= '' then
    local gone, taken = {}, {}
    for seat in string.gmatch(wanted, '%d+') do
      local status = string.byte(statuses, seat + 1)
      if status == 50 then gone[#gone + 1] = tonumber(seat) end
      if status == 49 then taken[#taken + 1] = tonumber(seat) end
    end
    if #gone > 0 then
      if tonumber(redis.call('GET', 'left:' .. show)) < count then return refuse('show_full') end
      return refuse('seat_unavailable', { about = gone })
    end
    if #taken > 0 then return refuse('held', { about = taken, waiting = waiting }) end
    if waiting > 0 then return refuse('queue', { waiting = waiting }) end
    seats = wanted
  else
    if of_type == '' and tonumber(redis.call('GET', 'left:' .. show)) < count then return refuse('show_full') end
    seats = best_seats(statuses, count, of_type)
    if not seats then
      if of_type ~= '' and unsold_of(statuses, of_type) < count then return refuse('show_full') end
      return refuse('held', { waiting = waiting })
    end
    if waiting > 0 then return refuse('queue', { waiting = waiting }) end
  end
  hold(show, session, count)
  remember(key, body, id)
  return answer({ booking = make_booking(show, session, id, seats, expires_at, lapses_at) })
end)

-- show, session, booking, payment, now, until, lapses, key, body.
redis.register_function('pay', function(_, args)
  local show, session, id, payment, now, expires_at, lapses_at, key, body = unpack(args)
  local known = recall(key, body)
  if known then return known end
  local b = get_booking(id)
  if not b or b.session ~= session or b.show ~= show then return refuse('unknown_booking') end
  local lapses = redis.call('ZSCORE', 'deadlines', id)
  if b.status ~= 'reserved' or tonumber(lapses) <= tonumber(now) then return refuse('unfit', { status = b.status }) end
  b.status, b.version, b.payment_id = 'booked', b.version + 1, payment
  redis.call('HSET', 'booking:' .. id, 'status', 'booked', 'version', b.version, 'payment', payment)
  redis.call('HSET', 'payment:' .. payment, 'booking', id, 'status', 'captured')
  redis.call('ZREM', 'deadlines', id)
  set_seats(show, b.seats, '2')
  local count = count_of(b.seats)
  hold(show, session, -count)
  redis.call('DECRBY', 'left:' .. show, count)
  remember(key, body, id)
  local ended = {}
  serve(show, expires_at, lapses_at, ended)
  return answer({ booking = told(b) }, ended)
end)

-- show, session, booking, only or '', until, lapses, key, body.
redis.register_function('end_booking', function(_, args)
  local show, session, id, only, expires_at, lapses_at, key, body = unpack(args)
  local known = recall(key, body)
  if known then return known end
  local b = get_booking(id)
  if not b or b.session ~= session or b.show ~= show then return refuse('unknown_booking') end
  if (b.status ~= 'reserved' and b.status ~= 'booked') or (only ~= '' and only ~= b.status) then
    return refuse('unfit', { status = b.status })
  end
  local count = count_of(b.seats)
  local booking
  if b.status == 'booked' then
    redis.call('INCRBY', 'left:' .. show, count)
    redis.call('HSET', 'payment:' .. b.payment_id, 'status', 'refunded')
    booking = end_booking(b, 'cancelled')
  else
    hold(show, session, -count)
    booking = end_booking(b, 'released')
  end
  remember(key, body, id)
  local ended = {}
  serve(show, expires_at, lapses_at, ended)
  return answer({ booking = booking }, ended)
end)

-- show, session, waiting, booking, count, waits until, until, lapses, key, body.
redis.register_function('join', function(_, args)
  local show, session, id, booking_id, count, waits_until, expires_at, lapses_at, key, body = unpack(args)
  local known = recall(key, body)
  if known then return known end
  count = tonumber(count)
  local present = redis.call('HGET', 'waiter:' .. show, session)
  if present then
    local w = get_waiting(present)
    if w.count ~= count then return refuse('already_waiting', { waiting_id = present, held = w.count }) end
    return answer({ waiting = w })
  end
  local held = tonumber(redis.call('HGET', 'held:' .. show, session) or 0)
  if held + count > SESSION_LIMIT then return refuse('too_many_seats', { held = held }) end
  if tonumber(redis.call('GET', 'left:' .. show)) < count then return refuse('show_full') end
  redis.call('ZADD', 'queue:' .. show, redis.call('INCR', 'places:' .. show), id)
  redis.call('HSET', 'waiting:' .. id, 'show', show, 'session', session, 'status', 'waiting', 'count', count,
    'joined', redis.call('ZCARD', 'queue:' .. show), 'until', waits_until, 'booking', booking_id)
  redis.call('ZADD', 'timeouts', waits_until, id)
  redis.call('HSET', 'waiter:' .. show, session, id)
  redis.call('SADD', 'wanting:' .. show .. ':' .. count, id)
  hold(show, session, count)
  remember(key, body, id)
  local ended = {}
  serve(show, expires_at, lapses_at, ended)
  return answer({ waiting = get_waiting(id) }, ended)
end)

-- show, session, waiting, until, lapses, key, body.
redis.register_function('leave', function(_, args)
  local show, session, id, expires_at, lapses_at, key, body = unpack(args)
  local known = recall(key, body)
  if known then return known end
  local w = get_waiting(id)
  if not w or w.session ~= session or w.show ~= show then return refuse('unknown_waiting') end
  -- Who leaves again, or too late, is told how the wait ended.
  if w.status ~= 'waiting' then return answer({ waiting = w }) end
  local ended = { end_waiting(w, 'cancelled') }
  remember(key, body, id)
  serve(show, expires_at, lapses_at, ended)
  return answer({ waiting = get_waiting(id) }, ended)
end)

-- show, session, booking.
redis.register_function('booking', function(_, args)
  local b = get_booking(args[3])
  if not b or b.session ~= args[2] or b.show ~= args[1] then return refuse('unknown_booking') end
  return answer({ booking = told(b) })
end)

-- show, session, waiting.
redis.register_function('waiting', function(_, args)
  local w = get_waiting(args[3])
  if not w or w.session ~= args[2] or w.show ~= args[1] then return refuse('unknown_waiting') end
  return answer({ waiting = w })
end)

-- now, until, lapses, most. Ends what is over its time, in all shows; gives each show's changes.
redis.register_function('sweep', function(_, args)
  local now, expires_at, lapses_at, most = unpack(args)
  local shows = {}
  local function of(show)
    shows[show] = shows[show] or { expired = {}, ended = {} }
    return shows[show]
  end
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', 'deadlines', '-inf', now, 'LIMIT', 0, most)) do
    local b = get_booking(id)
    hold(b.show, b.session, -count_of(b.seats))
    local changes = of(b.show)
    changes.expired[#changes.expired + 1] = end_booking(b, 'expired')
  end
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', 'timeouts', '-inf', now, 'LIMIT', 0, most)) do
    local w = get_waiting(id)
    local changes = of(w.show)
    changes.ended[#changes.ended + 1] = end_waiting(w, 'timed_out')
  end
  local result = {}
  for show, changes in pairs(shows) do
    serve(show, expires_at, lapses_at, changes.ended)
    if #changes.expired == 0 then changes.expired = nil end
    if #changes.ended == 0 then changes.ended = nil end
    changes.show_id = show
    result[#result + 1] = changes
  end
  if #result == 0 then return '[]' end
  return cjson.encode(result)
end)
`;
