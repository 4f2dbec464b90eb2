import { useMemo, useRef, useState } from 'preact/hooks';
import type { HallRow, Seat } from '../../../shared/contract.ts';
import { layOut, PITCH } from '../../../shared/plan/layout.ts';
import { stepFrom } from '../../../shared/plan/steps.ts';
import { texts } from '../../../shared/texts.ts';
import { RowNames } from './row-names.tsx';
import { RowShape } from './row-shape.tsx';
import { Screen } from './screen.tsx';
import { focusSeat } from './seat-shape.tsx';
import { SeatPatterns } from './seat-sign.tsx';
import type { SeatState } from './seat-state.ts';
import { useZoom } from './use-zoom.ts';
import { ZoomButtons } from './zoom-buttons.tsx';

interface SeatPlanProps {
  readonly rows: readonly HallRow[];
  readonly seats: ReadonlyMap<string, Seat>;
  readonly stateOf: (seat: Seat) => SeatState;
  /** The seats that the last refusal named. */
  readonly held: ReadonlySet<string>;
  readonly onPick: (seat_id: string) => void;
}

/** The hall from above. One stop for Tab; arrow keys move within it, Enter and Space choose. */
export function SeatPlan({ rows, seats, stateOf, held, onPick }: SeatPlanProps) {
  const plan = useMemo(() => layOut(rows), [rows]);
  const types = useMemo(() => [...new Set([...seats.values()].map((seat) => seat.type))], [seats]);
  const [stop, setStop] = useState(plan.rows[0]?.seats[0]?.seat_id ?? null);
  const container = useRef<HTMLDivElement>(null);
  const zoom = useZoom(container, plan.columns);

  function onKey(event: KeyboardEvent): void {
    const seat_id = seatOf(event);
    if (seat_id === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = stepFrom(plan, seat_id, event.key);
    const isPick = event.key === 'Enter' || event.key === ' ';
    if (next === null && !isPick) return;
    event.preventDefault();
    if (isPick) onPick(seat_id);
    if (next !== null) focusSeat(next);
  }

  function onClick(event: Event): void {
    const seat_id = seatOf(event);
    if (seat_id !== null) onPick(seat_id);
  }

  const scale = zoom.seat_px / PITCH;
  return (
    <div class="plan">
      <ZoomButtons zoom={zoom} />
      <div class="plan-scroll" ref={container}>
        <RowNames plan={plan} scale={scale} />
        <svg
          class="plan-seats"
          role="group"
          aria-label={texts.hall.seatsLabel}
          viewBox={`0 0 ${plan.width} ${plan.height}`}
          width={plan.width * scale}
          height={plan.height * scale}
          onClick={onClick}
          onKeyDown={onKey}
          onFocusIn={(event) => setStop(seatOf(event) ?? stop)}
        >
          <SeatPatterns />
          <Screen width={plan.width} />
          {plan.rows.map((row) => (
            <RowShape
              key={row.row}
              place={row}
              seats={seats}
              types={types}
              stateOf={stateOf}
              held={held}
              stop={stop}
            />
          ))}
        </svg>
      </div>
    </div>
  );
}

function seatOf(event: Event): string | null {
  const seat = event.target instanceof Element ? event.target.closest('[data-seat]') : null;
  return seat?.getAttribute('data-seat') ?? null;
}
