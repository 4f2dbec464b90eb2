import { Redis } from 'ioredis';
import { DEFAULT_LIMITS } from '../../../actors/limits.ts';
import type { Customer, Till } from './customer.ts';

/**
 * A show is a hash of held seats: `<held until, Unix milliseconds> <holder>`. All seats are taken or none; what is
 * over its time counts as free.
 */
const RESERVE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for i = 3, #ARGV do
  local held = redis.call('HGET', KEYS[1], ARGV[i])
  if held and tonumber(string.match(held, '^%d+')) > now then return ARGV[i] end
end
local hold = string.format('%d %s', now + ARGV[2], ARGV[1])
for i = 3, #ARGV do redis.call('HSET', KEYS[1], ARGV[i], hold) end
return 'reserved'
`;

/** Gives back a seat that is still the holder's. */
const RELEASE = `
for i = 2, #ARGV do
  local held = redis.call('HGET', KEYS[1], ARGV[i])
  if not held or string.match(held, ' (.*)$') ~= ARGV[1] then return ARGV[i] end
end
redis.call('HDEL', KEYS[1], unpack(ARGV, 2))
return 'released'
`;

/** One connection, which ioredis pipelines by itself: it writes on without waiting for answers. */
export async function openRedisTill(url: string, customers: readonly Customer[]): Promise<Till> {
  const redis = new Redis(url, { lazyConnect: true });
  await redis.connect();
  const reserve = await load(redis, RESERVE);
  const release = await load(redis, RELEASE);
  const customerAt = (index: number): Customer => {
    const customer = customers[index];
    if (customer === undefined) throw new RangeError(`There is no customer ${index}`);
    return customer;
  };
  return {
    async reserve(index, show_id) {
      const { session_id, seat } = customerAt(index);
      const answer = await redis.evalsha(
        reserve,
        1,
        show_id,
        session_id,
        DEFAULT_LIMITS.reservation_ms,
        seat,
      );
      if (answer !== 'reserved') throw new Error(`The seat ${answer} is held`);
      return session_id;
    },
    async release(index, show_id, holder) {
      const answer = await redis.evalsha(release, 1, show_id, holder, customerAt(index).seat);
      if (answer !== 'released') throw new Error(`The seat ${answer} is not the holder's`);
    },
    async close() {
      await redis.quit();
    },
  };
}

async function load(redis: Redis, script: string): Promise<string> {
  return String(await redis.script('LOAD', script));
}
