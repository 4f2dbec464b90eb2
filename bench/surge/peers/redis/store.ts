import { Redis } from 'ioredis';
import type { IdempotencyKey } from '../../../../actors/show/commands.ts';
import { refusalOf } from '../refusals.ts';
import { repeatEvery } from '../repeat.ts';
import { DECLINED_TOKEN, type Outcome, type Store, type StoreOptions, SWEEP_EVERY_MS } from '../store.ts';
import { bookingOf, changeOf, type FunctionAnswer, type SweptShow, waitingOf } from './answers.ts';
import { redisLibrary } from './library.ts';

const ENDED_AT_ONCE = 500;

/**
 * Redis as its friends would use it: one call of a function for each request, sent without waiting for the one before,
 * and appended to its file and flushed before it is answered. What it is good at: one thread that does little else than
 * this, in memory, written in C; the order of the queue and the places in it come for nothing. What it does not promise,
 * and ours does: all that was ever sold stays in memory; nothing can be queried but by the keys made for it; nothing is
 * written of what happened before, so that neither an audit nor a replay can tell how a show came to be as it is; a
 * reservation lapses when the next sweep comes; what is repeated under a key is answered as things stand, not as it was
 * answered; and it has one core for all shows. Payments are written at once, not asked of anybody.
 */
export async function openRedisStore({
  url,
  durations,
  shows,
  hall,
  announce,
}: StoreOptions & { readonly url: string }): Promise<Store> {
  const redis = new Redis(url, { lazyConnect: true, enableAutoPipelining: true });
  await redis.connect();
  await redis.function('LOAD', redisLibrary(hall));
  await writeShows(redis, shows, hall.length);

  let pending = 0;
  const reservation_ms = durations.reservation_s * 1_000;
  const buffer_ms = durations.reservation_buffer_s * 1_000;

  async function ask(name: string, ...args: readonly (string | number)[]): Promise<string> {
    pending += 1;
    try {
      return String(await redis.fcall(name, 0, ...args));
    } finally {
      pending -= 1;
    }
  }

  /** Until when what is reserved now may be paid, and when it lapses. */
  function deadlines(): [expires_at: number, lapses_at: number] {
    const expires_at = Date.now() + reservation_ms;
    return [expires_at, expires_at + buffer_ms];
  }

  async function read(
    name: 'booking' | 'waiting',
    show_id: string,
    session: string,
    id: string,
  ): Promise<Outcome> {
    return outcomeOf(JSON.parse(await ask(name, show_id, session, id)));
  }

  function outcomeOf(answer: FunctionAnswer): Outcome {
    if ('refused' in answer) return { refused: refusalOf(answer, answer.waiting ?? 0, hall) };
    if ('booking' in answer) return { booking: bookingOf(answer.booking) };
    return { waiting: waitingOf(answer.waiting) };
  }

  /** Asks for what changes the show, of which others are told; `about` says what a repeated key is about. */
  async function change(
    about: 'booking' | 'waiting',
    name: string,
    show_id: string,
    session: string,
    ...args: readonly (string | number)[]
  ): Promise<Outcome> {
    const answer: FunctionAnswer = JSON.parse(await ask(name, show_id, session, ...args));
    if ('refused' in answer) {
      const { refused, about_id = '' } = answer;
      return refused === 'repeated' ? read(about, show_id, session, about_id) : outcomeOf(answer);
    }
    const changed = 'booking' in answer ? [answer.booking] : [];
    if (changed.length > 0 || answer.ended !== undefined) announce(changeOf(show_id, changed, answer.ended));
    return outcomeOf(answer);
  }

  async function sweep(): Promise<void> {
    const swept: SweptShow[] = JSON.parse(await ask('sweep', Date.now(), ...deadlines(), ENDED_AT_ONCE));
    for (const { show_id, expired = [], ended } of swept) announce(changeOf(show_id, expired, ended));
  }

  const sweeping = repeatEvery(SWEEP_EVERY_MS, sweep);

  return {
    reserve(show_id, { session, wanted, booking_id, key }) {
      const seats = 'seats' in wanted ? wanted.seats.join(',') : '';
      const count = 'seats' in wanted ? wanted.seats.length : wanted.count;
      const type = 'seats' in wanted ? null : wanted.type;
      const times = [...deadlines(), ...keyParts(key)];
      return change('booking', 'reserve', show_id, session, booking_id, ...times, seats, count, type ?? '');
    },
    pay(show_id, { session, booking_id, payment_id, payment_token, key }) {
      if (payment_token === DECLINED_TOKEN) return read('booking', show_id, session, booking_id);
      const times = [Date.now(), ...deadlines(), ...keyParts(key)];
      return change('booking', 'pay', show_id, session, booking_id, payment_id, ...times);
    },
    end(show_id, { session, booking_id, only, key }) {
      const times = [...deadlines(), ...keyParts(key)];
      return change('booking', 'end_booking', show_id, session, booking_id, only ?? '', ...times);
    },
    join(show_id, { session, waiting_id, booking_id, count, key }) {
      const waits_until = Date.now() + durations.waiting_s * 1_000;
      const times = [waits_until, ...deadlines(), ...keyParts(key)];
      return change('waiting', 'join', show_id, session, waiting_id, booking_id, count, ...times);
    },
    leave(show_id, { session, waiting_id, key }) {
      return change('waiting', 'leave', show_id, session, waiting_id, ...deadlines(), ...keyParts(key));
    },
    booking: (show_id, session, booking_id) => read('booking', show_id, session, booking_id),
    waiting: (show_id, session, waiting_id) => read('waiting', show_id, session, waiting_id),
    async seats(show_id) {
      return Array.from((await redis.get(`seats:${show_id}`)) ?? '', Number);
    },
    pending: () => pending,
    async close() {
      await sweeping.stop();
      await redis.quit();
    },
  };
}

async function writeShows(redis: Redis, shows: readonly string[], seats: number): Promise<void> {
  const writing = redis.pipeline();
  for (const show_id of shows) {
    writing.set(`seats:${show_id}`, '0'.repeat(seats)).set(`left:${show_id}`, seats);
  }
  await writing.exec();
}

function keyParts(key: IdempotencyKey | null): [key: string, body: string] {
  return key === null ? ['', ''] : [key.key, key.body];
}
