import fc from 'fast-check';
import { at, valueAt } from './stage.ts';

/** What somebody does next; `seats` are numbers of seats of the hall. */
export type Move =
  | { readonly type: 'reserve_seats' | 'exchange'; readonly seats: readonly number[] }
  | { readonly type: 'reserve_count' | 'join'; readonly count: number }
  | { readonly type: 'pay'; readonly payment_token: string }
  | { readonly type: 'end' | 'leave' | 'look' };

export function arbitraryMove(seats_in_hall: number): fc.Arbitrary<Move> {
  const seats = fc.uniqueArray(fc.nat({ max: seats_in_hall - 1 }), { minLength: 1, maxLength: 4 });
  const count = fc.integer({ min: 1, max: 5 });
  return fc.oneof(
    { weight: 4, arbitrary: fc.record({ type: fc.constant('reserve_seats' as const), seats }) },
    { weight: 4, arbitrary: fc.record({ type: fc.constant('reserve_count' as const), count }) },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('exchange' as const), seats }) },
    { weight: 4, arbitrary: fc.record({ type: fc.constant('join' as const), count }) },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('pay' as const),
        payment_token: fc.constantFrom('tok_ok', 'tok_ok', 'tok_declined'),
      }),
    },
    { weight: 3, arbitrary: fc.record({ type: fc.constant('end' as const) }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('leave' as const) }) },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('look' as const) }) },
  );
}

/** A session that asks by some way, in the words of HTTP. */
export interface RaceVisitor {
  ask(method: string, path: string, request?: { readonly body?: object }): Promise<RaceAnswer>;
}

interface RaceAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** A moment, in the order in which the test sent and received: no clock is needed to say what came first. */
type Moment = number;

/** That a booking certainly held these seats from one moment to another. */
export interface Hold {
  readonly booking_id: string;
  readonly seats: readonly string[];
  readonly from: Moment;
  until: Moment;
}

export interface Join {
  readonly waiting_id: string;
  readonly sent: Moment;
  readonly acknowledged: Moment;
  readonly player: Player;
}

/** A reservation that a newcomer was given, or more seats than an exchange had. */
export interface Gain {
  readonly sent: Moment;
  readonly answered: Moment;
}

/** Somebody who makes moves one after the other, and remembers what is certain about them. */
export interface Player {
  readonly visitor: RaceVisitor;
  /** Every booking that it ever had. */
  readonly bookings: Set<string>;
  readonly holds: Hold[];
  readonly joins: Join[];
  readonly gains: Gain[];
  make(move: Move): Promise<void>;
}

export function createPlayer(
  visitor: RaceVisitor,
  show: string,
  nameOf: (seat: number) => string,
  tick: () => Moment,
): Player {
  const bookings = new Set<string>();
  const holds: Hold[] = [];
  const joins: Join[] = [];
  const gains: Gain[] = [];
  let booking_id: string | null = null;
  let waiting_id: string | null = null;

  function hold(answer: RaceAnswer, ...path: string[]): void {
    booking_id = at(answer, ...path, 'booking_id');
    bookings.add(booking_id);
    const listed = valueAt(answer, ...path, 'seats');
    const seats = Array.isArray(listed) ? listed.map(({ seat_id }: { seat_id: string }) => seat_id) : [];
    if (holds.some((known) => known.booking_id === booking_id && known.until === Number.POSITIVE_INFINITY))
      return;
    holds.push({ booking_id, seats, from: tick(), until: Number.POSITIVE_INFINITY });
  }

  /** From the moment when something that may end it is sent, a booking's seats are certain no more. */
  function loosen(): void {
    for (const known of holds) {
      if (known.booking_id === booking_id) known.until = Math.min(known.until, tick());
    }
  }

  async function reserve(wanted: object, wanted_seats: readonly string[] | number): Promise<void> {
    const sent = tick();
    const answer = await visitor.ask('POST', `${show}/bookings`, { body: wanted });
    if (answer.status !== 201) return;
    gains.push({ sent, answered: tick() });
    hold(answer, 'booking');
    const got = holds.at(-1)?.seats ?? [];
    const is_whole =
      typeof wanted_seats === 'number'
        ? got.length === wanted_seats
        : JSON.stringify([...got].sort()) === JSON.stringify([...wanted_seats].sort());
    if (!is_whole) throw new Error(`wanted ${wanted_seats}, got ${got.join(', ')}`);
  }

  async function exchange(seats: readonly string[]): Promise<void> {
    const had = holds.findLast((known) => known.booking_id === booking_id)?.seats.length ?? 0;
    const sent = tick();
    loosen();
    const answer = await visitor.ask('PUT', `${show}/bookings/${booking_id}/seats`, { body: { seats } });
    if (answer.status !== 200) return look();
    if (seats.length > had) gains.push({ sent, answered: tick() });
    hold(answer, 'booking');
  }

  async function join(count: number): Promise<void> {
    const sent = tick();
    const answer = await visitor.ask('POST', `${show}/waiting`, { body: { count } });
    if (answer.status !== 201) return;
    const id = at(answer, 'waiting', 'waiting_id');
    if (id !== waiting_id) {
      joins.push({ waiting_id: id, sent, acknowledged: tick(), player });
    }
    waiting_id = id;
    if (at(answer, 'waiting', 'status') === 'served') hold(answer, 'waiting', 'booking');
  }

  /** Asks for what it has: whatever is still held is certain again. */
  async function look(): Promise<void> {
    if (waiting_id !== null) {
      const answer = await visitor.ask('GET', `${show}/waiting/${waiting_id}`);
      if (at(answer, 'waiting', 'status') === 'served')
        booking_id = at(answer, 'waiting', 'booking', 'booking_id');
    }
    if (booking_id === null) return;
    const answer = await visitor.ask('GET', `${show}/bookings/${booking_id}`);
    if (['reserved', 'booked'].includes(at(answer, 'booking', 'status'))) hold(answer, 'booking');
  }

  const player: Player = {
    visitor,
    bookings,
    holds,
    joins,
    gains,
    async make(move) {
      switch (move.type) {
        case 'reserve_seats':
          return reserve({ seats: move.seats.map(nameOf) }, move.seats.map(nameOf));
        case 'reserve_count':
          return reserve({ count: move.count }, move.count);
        case 'join':
          return join(move.count);
        case 'look':
          return look();
        case 'leave':
          if (waiting_id !== null) await visitor.ask('DELETE', `${show}/waiting/${waiting_id}`);
          return;
        case 'exchange':
          return booking_id === null ? undefined : exchange(move.seats.map(nameOf));
        case 'pay':
          if (booking_id === null) return;
          await visitor.ask('POST', `${show}/bookings/${booking_id}/payment`, {
            body: { payment_token: move.payment_token },
          });
          return;
        case 'end':
          if (booking_id === null) return;
          loosen();
          await visitor.ask('DELETE', `${show}/bookings/${booking_id}`);
      }
    },
  };
  return player;
}
