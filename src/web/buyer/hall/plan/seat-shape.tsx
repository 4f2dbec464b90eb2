import { useMemo } from 'preact/hooks';
import type { Seat } from '../../../shared/contract.ts';
import { money } from '../../../shared/format.ts';
import type { PlacedSeat } from '../../../shared/plan/layout.ts';
import { texts } from '../../../shared/texts.ts';
import { SeatSign } from './seat-sign.tsx';
import { type SeatState, STATE_WORDS } from './seat-state.ts';

interface SeatShapeProps {
  readonly place: PlacedSeat;
  readonly seat: Seat;
  readonly type: number;
  readonly state: SeatState;
  /** Whether the last refusal named it. */
  readonly held: boolean;
  /** Whether Tab leads to it. */
  readonly is_stop: boolean;
}

/** A seat as a button. It is only drawn again when what it shows has changed: many seats change many times a second. */
export function SeatShape({ place, seat, type, state, held, is_stop }: SeatShapeProps) {
  const { seat_id, row, number, price } = seat;
  // All else of a seat never changes.
  return useMemo(
    () => (
      <g
        id={seatDomId(seat_id)}
        class="seat"
        transform={`translate(${place.x} ${place.y})`}
        role="button"
        tabindex={is_stop ? 0 : -1}
        aria-label={texts.hall.seat({ row, number, type: seat.type }, money(price), STATE_WORDS[state])}
        aria-pressed={state === 'chosen'}
        aria-disabled={state !== 'available' && state !== 'chosen'}
        data-seat={seat_id}
        data-state={state}
        data-type={type}
        data-held={held ? '' : undefined}
      >
        <SeatSign state={state} type={type} number={number} />
      </g>
    ),
    [state, held, is_stop],
  );
}

function seatDomId(seat_id: string): string {
  return `seat-${seat_id}`;
}

export function focusSeat(seat_id: string): void {
  document.getElementById(seatDomId(seat_id))?.focus();
}
