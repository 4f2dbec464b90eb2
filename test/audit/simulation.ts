import { encodeEvent, type ShowCommand, tableChanges } from '../../actors/index.ts';
import { DEFAULT_LIMITS, type Limits } from '../../actors/limits.ts';
import type { IdempotencyKey } from '../../actors/show/commands.ts';
import { fingerprint } from '../../actors/show/fingerprint.ts';
import { initialState, type ShowState } from '../../actors/show/state.ts';
import { takeStep } from '../../actors/show/step.ts';
import { append, emptyLog, type MemoryLog } from './memory-log.ts';
import { at, DEFINITION, id, START, session } from './story.ts';

/** Patience is short, so that some of it runs out before seats come free. A restart may bring another configuration. */
const PATIENT: Limits = { ...DEFAULT_LIMITS, waiting_ms: 240_000 };
const HASTY: Limits = { ...DEFAULT_LIMITS, reservation_ms: 60_000, waiting_ms: 120_000, payment_ms: 40_000 };

/** How often each kind of event happened. */
export type EventCounts = Map<string, number>;

/** Lets the real rules sell some shows to a crowd that does whatever comes to its mind, and gives the log of it. */
export function simulate(seed: number, commands: number): { log: MemoryLog; counts: EventCounts } {
  const random = generator(seed);
  const log = emptyLog();
  const counts: EventCounts = new Map();
  const shows = ['one', 'two', 'three'].map((name) => initialState({ ...DEFINITION, show_id: id(name) }));
  /** What was asked of each show with a key: it may be asked again. */
  const asked = new Map<ShowState, readonly ShowCommand[]>();
  let now = at(0);
  let epoch = 1;
  let outage_ended_at = 0;
  let limits = PATIENT;
  for (let step = 0; step < commands; step += 1) {
    now += random.below(5) === 0 ? random.below(120_000) : random.below(3_000);
    if (random.below(200) === 0) now -= 10_000;
    if (now > at(START + 3_600)) break;
    if (random.below(150) === 0) {
      epoch += 1;
      outage_ended_at = now;
      limits = random.oneOf([PATIENT, HASTY]);
    }
    const show = random.oneOf(shows);
    const { sequence } = show;
    const said_before = asked.get(show) ?? [];
    const is_repeated = said_before.length > 0 && random.below(10) === 0;
    const command = is_repeated ? random.oneOf(said_before) : nextCommand(show, random, `${seed}-${step}`);
    if ('key' in command && command.key !== null) asked.set(show, [...said_before, command]);
    const { events } = takeStep(show, command, { now, outage_ended_at }, limits);
    if (events.length === 0) continue;
    for (const { type } of events) counts.set(type, (counts.get(type) ?? 0) + 1);
    const { show_id } = show.definition;
    const tables = tableChanges(show);
    const written = { show_id, epoch, expected_sequence: sequence, events: events.map(encodeEvent), tables };
    append(log, written, random.below(3) === 0);
  }
  return { log, counts };
}

const CROWD = Array.from({ length: 12 }, (_, index) => session(`visitor ${index}`));

function nextCommand(show: ShowState, random: Random, name: string): ShowCommand {
  const who = random.oneOf(CROWD);
  const key: IdempotencyKey | null =
    random.below(3) === 0 ? { key: fingerprint(name), body: fingerprint('body') } : null;
  const seats = (): string[] => {
    const first = random.below(10);
    const count = 1 + random.below(Math.min(6, 10 - first));
    return show.seat_map.seats.slice(first, first + count).map(({ seat_id }) => seat_id);
  };
  const bookings = [...show.bookings.values(), ...show.shelf.bookings()];
  const booking = bookings.length === 0 ? null : random.oneOf(bookings);
  const open = [...show.open_payments.values()];
  const payment = open.length === 0 ? null : random.oneOf(open);
  const waiting = [...show.queue.users()].at(random.below(3));
  switch (random.below(16)) {
    case 0:
    case 1:
    case 2:
      return {
        type: 'reserve',
        session: who,
        wanted: { seats: seats() },
        movie_id: null,
        booking_id: id(`b${name}`),
        key,
      };
    case 3: {
      const wanted = { count: 1 + random.below(5), seat_type: random.below(2) === 0 ? 'premium' : null };
      return { type: 'reserve', session: who, wanted, movie_id: null, booking_id: id(`b${name}`), key };
    }
    case 4:
    case 5:
    case 6: {
      const count = 1 + random.below(random.below(4) === 0 ? 8 : 3);
      return {
        type: 'join_queue',
        session: who,
        count,
        waiting_id: id(`w${name}`),
        booking_id: id(`q${name}`),
        key,
      };
    }
    case 7:
      if (waiting !== undefined && random.below(2) === 0) {
        return { type: 'leave_queue', session: waiting.session, waiting_id: waiting.waiting_id, key };
      }
      return { type: 'settle' };
    case 8:
      if (booking !== null) {
        const { booking_id, session } = booking;
        return { type: 'change_seats', session, booking_id, seats: seats(), key };
      }
      return { type: 'settle' };
    case 9:
      if (booking !== null && random.below(2) === 0) {
        const { booking_id, session } = booking;
        return { type: 'end_booking', session, booking_id, only: null, key };
      }
      return { type: 'settle' };
    case 10:
    case 11:
      if (booking !== null) {
        const { booking_id, session } = booking;
        const payment_id = id(`p${name}`);
        return { type: 'start_payment', session, booking_id, payment_id, payment_token: 'tok_ok', key };
      }
      return { type: 'settle' };
    case 12:
    case 13:
    case 14: {
      if (payment === null) return { type: 'settle' };
      const { payment_id } = payment;
      if (payment.type === 'refund') {
        const failed = { type: 'failed', reason: 'provider_down' } as const;
        return { type: 'conclude_refund', payment_id, outcome: random.oneOf([failed, { type: 'refunded' }]) };
      }
      const is_declined = { type: 'declined', reason: 'card_declined' } as const;
      const outcome = random.oneOf([
        is_declined,
        { type: 'unknown' } as const,
        { type: 'captured' } as const,
      ]);
      return { type: 'conclude_payment', payment_id, outcome };
    }
    default:
      if (random.below(100) === 0) return { type: 'cancel_show' };
      if (booking !== null && random.below(3) === 0) {
        const [seat = 0] = booking.seats;
        const seat_id = show.seat_map.seats[seat]?.seat_id ?? '';
        const { booking_id } = booking;
        return { type: 'check_in', booking_id, seat_id, nonce: fingerprint(name), admitted_at: null };
      }
      if (random.below(8) === 0) return { type: 'block_seats', seats: seats().slice(0, random.below(3)) };
      return { type: 'settle' };
  }
}

interface Random {
  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number;
  oneOf<Item>(items: readonly Item[]): Item;
}

/** Mulberry32: small, and the same everywhere for the same seed. */
function generator(seed: number): Random {
  let state = seed;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
  const oneOf = <Item>(items: readonly Item[]): Item => {
    const item = items[below(items.length)];
    if (item === undefined) throw new RangeError('there is nothing to choose from');
    return item;
  };
  return { below, oneOf };
}
