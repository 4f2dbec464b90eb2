import type { Limits } from '../../limits.ts';
import { bestSeats } from '../best-seats.ts';
import type { Reserve } from '../commands.ts';
import { reservationDeadlines } from '../due.ts';
import type { RefusalReason } from '../replies.ts';
import { AVAILABLE, RESERVED, type ShowState } from '../state.ts';
import { accept, type Decision, refuse } from './decision.ts';
import { goneForGood, notOnSale, seatIds, seatIndexes, tooManySeats } from './wanted-seats.ts';

type Found = { readonly seats: readonly number[] } | { readonly refused: RefusalReason };

/** Rules 1, 2, 5 and 7: all of the wanted seats, or none and why. */
export function reserve(state: ShowState, command: Reserve, now: number, limits: Limits): Decision {
  if (command.movie_id !== null && command.movie_id !== state.definition.movie_id)
    return refuse({ code: 'wrong_movie' });
  const { wanted } = command;
  const found =
    'seats' in wanted
      ? findNamed(state, command, wanted.seats, now)
      : findBest(state, command, wanted.count, wanted.seat_type, now);
  if ('refused' in found) return refuse(found.refused);
  const { session, booking_id } = command;
  const { seats } = found;
  return accept(
    { type: 'booking', booking_id },
    {
      type: 'seats_reserved',
      at: now,
      booking_id,
      session,
      seats,
      ...reservationDeadlines(state, now, limits),
    },
  );
}

function findNamed(state: ShowState, { session }: Reserve, seat_ids: readonly string[], now: number): Found {
  const named = seatIndexes(state, seat_ids);
  if ('refused' in named) return named;
  const refused =
    tooManySeats(state, session, named.seats.length) ??
    notOnSale(state, now) ??
    goneForGood(state, named.seats.length, named.seats);
  if (refused !== null) return { refused };
  const held = named.seats.filter((seat) => state.seat_status[seat] === RESERVED);
  if (held.length > 0) return { refused: retry(state, 'held', held) };
  return state.queue.size > 0 ? { refused: retry(state, 'queue', []) } : named;
}

function findBest(
  state: ShowState,
  { session }: Reserve,
  count: number,
  seat_type: string | null,
  now: number,
): Found {
  const type = seat_type === null ? null : state.definition.types.findIndex(({ name }) => name === seat_type);
  if (type === -1 && seat_type !== null) return { refused: { code: 'unknown_seat_type', seat_type } };
  const refused = tooManySeats(state, session, count) ?? notOnSale(state, now);
  if (refused !== null) return { refused };
  if (ofType(state.sellable, type) < count) return { refused: { code: 'show_full' } };
  if (ofType(state.available, type) < count) return { refused: retry(state, 'held', []) };
  if (state.queue.size > 0) return { refused: retry(state, 'queue', []) };
  const isFree = (seat: number): boolean => state.seat_status[seat] === AVAILABLE;
  const isWanted = (seat: number): boolean =>
    isFree(seat) && (type === null || state.seat_map.type_of[seat] === type);
  const seats = bestSeats(state.seat_map, isFree, isWanted, count);
  return seats === null ? { refused: retry(state, 'held', []) } : { seats };
}

function retry(state: ShowState, reason: 'held' | 'queue', held: readonly number[]): RefusalReason {
  return { code: 'retry', reason, seats: seatIds(state, held), waiting: state.queue.size };
}

/** The count of one type, or of all. */
function ofType(counts: Int32Array, type: number | null): number {
  return type === null ? counts.reduce((sum, count) => sum + count, 0) : (counts[type] ?? 0);
}
