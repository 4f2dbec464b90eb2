import { useMemo } from 'preact/hooks';
import type { Seat } from '../../../shared/contract.ts';
import type { PlacedRow } from '../../../shared/plan/layout.ts';
import { texts } from '../../../shared/texts.ts';
import { SeatShape } from './seat-shape.tsx';
import type { SeatState } from './seat-state.ts';

interface RowShapeProps {
  readonly place: PlacedRow;
  readonly seats: ReadonlyMap<string, Seat>;
  /** The hall's types of seats, in their order. */
  readonly types: readonly string[];
  readonly stateOf: (seat: Seat) => SeatState;
  /** The seats that the last refusal named. */
  readonly held: ReadonlySet<string>;
  /** The seat that Tab leads to. */
  readonly stop: string | null;
}

/** A row of seats. It is looked through again only when one of its seats shows something else. */
export function RowShape({ place, seats, types, stateOf, held, stop }: RowShapeProps) {
  const shown = place.seats.flatMap((each) => {
    const seat = seats.get(each.seat_id);
    if (seat === undefined) return [];
    const { seat_id } = each;
    return [{ place: each, seat, state: stateOf(seat), held: held.has(seat_id), is_stop: seat_id === stop }];
  });
  const looks = shown.map(({ state, held, is_stop }) => `${state} ${held} ${is_stop}`).join();
  // All else of a row never changes.
  return useMemo(
    () => (
      <g role="group" aria-label={texts.hall.row(place.row)}>
        {shown.map((each) => (
          <SeatShape key={each.place.seat_id} type={types.indexOf(each.seat.type)} {...each} />
        ))}
      </g>
    ),
    [looks],
  );
}
