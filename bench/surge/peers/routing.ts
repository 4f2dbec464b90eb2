import type { ShowCommand } from '../../../actors/show/commands.ts';
import type { BookingView, RefusalReason, Reply, WaitingView } from '../../../actors/show/replies.ts';
import { type SeatMap, seatAt, totalOf } from '../../../actors/show/seat-map.ts';
import { type Answer, problemAnswer } from '../../../src/protocol/answers.ts';
import { commandOf } from '../../../src/protocol/commands.ts';
import { problem } from '../../../src/protocol/problem.ts';
import { answerOf, bookingOf, waitingOf } from '../../../src/protocol/replies.ts';
import type { ShowRequest } from '../../../src/protocol/requests.ts';
import { keyedListeners } from '../../../src/routing/keyed-listeners.ts';
import type { Routing, ShowListener } from '../../../src/routing/routing.ts';
import type { PeerShows } from './shows.ts';
import type { Change, Outcome, Store, StoredBooking, StoredWaiting } from './store.ts';

interface PeerRouting extends Routing {
  /** To be called with each change once it is on disk. */
  announce(change: Change): void;
}

/** The port that our own routes ask, with a store behind it instead of an engine. */
export function peerRouting(shows: PeerShows, getStore: () => Store): PeerRouting {
  const { seat_map } = shows;
  const known = new Set(shows.show_ids);
  const listeners = keyedListeners<ShowListener>();
  const available = new Map<string, number[]>();
  const versions = new Map<string, number>();

  /** Sums come out right in whatever order changes are told. */
  function countAvailable(show_id: string, { status, seats }: StoredBooking): void {
    if (status === 'booked') return;
    const by = status === 'reserved' ? -1 : 1;
    const counts = available.get(show_id) ?? seat_map.types.map((_type, type) => countOfType(seat_map, type));
    for (const seat of seats) {
      const type = seat_map.type_of[seat] ?? 0;
      counts[type] = (counts[type] ?? 0) + by;
    }
    available.set(show_id, counts);
  }

  async function ask(request: ShowRequest): Promise<Answer> {
    const { show_id, verb } = request;
    if (!known.has(show_id)) return problemAnswer(problem('unknown_show'));
    if (request.verb === 'payment-news' || request.verb === 'timeline') return notOffered();
    const command = commandOf(request);
    const asked = askStore(getStore(), shows, show_id, command);
    if (asked === null) return notOffered();
    return answerOf(verb, replyOf(shows, show_id, command, await asked));
  }

  return {
    ask,
    sessionBookings: async () => notOffered(),
    overview: async () => notOffered(),
    available: (show_id) => available.get(show_id) ?? null,
    subscribe: (show_id, listener) => listeners.add(show_id, listener),
    state: () => ({ requests_pending: getStore().pending(), available: true }),
    announce({ show_id, bookings, ended_waitings, queue_moved }) {
      for (const booking of bookings) countAvailable(show_id, booking);
      const previous_version = versions.get(show_id) ?? 0;
      const version = previous_version + 1;
      versions.set(show_id, version);
      if (!listeners.has(show_id)) return;
      const news = {
        show_id,
        previous_version,
        version,
        // Seats are told by the seat map alone, which is read anew.
        seats: [],
        bookings: bookings.map((booking) => bookingOf(bookingView(shows, show_id, booking))),
        ended_waitings: ended_waitings.map((waiting) => waitingOf(waitingView(shows, show_id, waiting))),
        queue_moved,
      };
      for (const listener of listeners.of(show_id)) listener.news(news);
    },
  };
}

/** Null where the peer does not have what is asked for. */
function askStore(
  store: Store,
  { seat_map, movie_id }: PeerShows,
  show_id: string,
  command: ShowCommand,
): Promise<Outcome> | null {
  switch (command.type) {
    case 'reserve': {
      if (command.movie_id !== null && command.movie_id !== movie_id) return refusal({ code: 'wrong_movie' });
      const wanted = wantedOf(seat_map, command.wanted);
      return 'refused' in wanted ? refusal(wanted.refused) : store.reserve(show_id, { ...command, wanted });
    }
    case 'start_payment':
      return store.pay(show_id, command);
    case 'end_booking':
      return store.end(show_id, command);
    case 'join_queue':
      return store.join(show_id, command);
    case 'leave_queue':
      return store.leave(show_id, command);
    case 'read_booking':
      return store.booking(show_id, command.session, command.booking_id);
    case 'read_waiting':
      return store.waiting(show_id, command.session, command.waiting_id);
    default:
      return null;
  }
}

async function refusal(refused: RefusalReason): Promise<Outcome> {
  return { refused };
}

type Wanted = Extract<ShowCommand, { type: 'reserve' }>['wanted'];
type Found =
  | { readonly seats: readonly number[] }
  | { readonly count: number; readonly type: number | null }
  | { readonly refused: RefusalReason };

/** Rule 1, as far as the hall alone can say. */
function wantedOf({ index_of, types }: SeatMap, wanted: Wanted): Found {
  if ('count' in wanted) {
    const { count, seat_type } = wanted;
    if (seat_type === null) return { count, type: null };
    const type = types.findIndex(({ name }) => name === seat_type);
    return type === -1 ? { refused: { code: 'unknown_seat_type', seat_type } } : { count, type };
  }
  const unknown = wanted.seats.filter((seat_id) => !index_of.has(seat_id));
  if (unknown.length > 0) return { refused: { code: 'unknown_seat', seats: unknown } };
  const seats = wanted.seats.map((seat_id) => index_of.get(seat_id) ?? -1).sort((one, other) => one - other);
  const repeated = wanted.seats.filter((seat_id, index) => wanted.seats.indexOf(seat_id) !== index);
  if (repeated.length > 0) return { refused: { code: 'duplicate_seat', seats: [...new Set(repeated)] } };
  return { seats };
}

function replyOf(shows: PeerShows, show_id: string, command: ShowCommand, outcome: Outcome): Reply {
  if ('refused' in outcome) return { type: 'refused', ...outcome.refused };
  if ('waiting' in outcome) return { type: 'waiting', waiting: waitingView(shows, show_id, outcome.waiting) };
  const booking = bookingView(shows, show_id, outcome.booking);
  if (command.type !== 'start_payment') return { type: 'booking', booking };
  return { type: 'payment', payment_id: command.payment_id, booking };
}

function bookingView(
  { seat_map, currency }: PeerShows,
  show_id: string,
  booking: StoredBooking,
): BookingView {
  const { booking_id, status, version, seats, expires_at, payment_id } = booking;
  const paid = status === 'cancelled' ? 'refunded' : 'captured';
  return {
    booking_id,
    show_id,
    status,
    version,
    seats: seats.map((seat) => seatAt(seat_map, seat)),
    total: totalOf(seat_map, seats),
    currency,
    expires_at,
    payment: payment_id === null ? null : { payment_id, status: paid, reason: null },
  };
}

function waitingView(shows: PeerShows, show_id: string, waiting: StoredWaiting): WaitingView {
  const { waiting_id, status, joined_position, position, count, expires_at, booking } = waiting;
  return {
    waiting_id,
    show_id,
    status,
    version: 1 + joined_position - (position ?? 0),
    count,
    position,
    expires_at,
    booking: booking === null ? null : bookingView(shows, show_id, booking),
  };
}

function countOfType({ type_of }: SeatMap, type: number): number {
  return type_of.reduce((count, each) => (each === type ? count + 1 : count), 0);
}

function notOffered(): Answer {
  return problemAnswer(problem('unknown_route'));
}
