import { useMemo, useState } from 'preact/hooks';
import type { HallRow, SeatStatus } from '../../shared/contract.ts';
import { layOut, PITCH, type PlacedRow, type PlacedSeat } from '../../shared/plan/layout.ts';
import { stepFrom } from '../../shared/plan/steps.ts';
import { words } from '../texts.ts';

export type Mark = 'to_block' | 'to_free';

interface HallPlanProps {
  readonly rows: readonly HallRow[];
  readonly statusOf: (seat_id: string) => SeatStatus;
  readonly marks?: ReadonlyMap<string, Mark>;
  /** Null: the plan is only looked at. */
  readonly onPick: ((seat_id: string) => void) | null;
}

/** A small hall is not drawn larger than this on a large screen. */
const LARGEST_SEAT_REM = 2.75;
const HALF = PITCH / 2 - 3;
const MARK_WORDS: Readonly<Record<Mark, string>> = {
  to_block: words.hall.toBlock,
  to_free: words.hall.toFree,
};
const NO_MARKS: ReadonlyMap<string, Mark> = new Map();

/** The hall from above. Where seats can be picked it is one stop for Tab, arrow keys move within, Enter and Space pick. */
export function HallPlan({ rows, statusOf, marks = NO_MARKS, onPick }: HallPlanProps) {
  const plan = useMemo(() => layOut(rows), [rows]);
  const [stop, setStop] = useState(plan.rows[0]?.seats[0]?.seat_id ?? null);

  function onKey(event: KeyboardEvent): void {
    const seat_id = seatOf(event);
    if (seat_id === null || onPick === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = stepFrom(plan, seat_id, event.key);
    const is_pick = event.key === 'Enter' || event.key === ' ';
    if (next === null && !is_pick) return;
    event.preventDefault();
    if (is_pick) onPick(seat_id);
    if (next !== null) document.querySelector<SVGElement>(`[data-seat="${CSS.escape(next)}"]`)?.focus();
  }

  function onClick(event: Event): void {
    const seat_id = seatOf(event);
    if (seat_id !== null) onPick?.(seat_id);
  }

  function seatShape({ seat_id, x, y }: PlacedSeat) {
    const status = statusOf(seat_id);
    const mark = marks.get(seat_id);
    const said = mark === undefined ? words.seatWords[status] : MARK_WORDS[mark];
    const picking =
      onPick === null
        ? {}
        : {
            role: 'button' as const,
            tabindex: seat_id === stop ? 0 : -1,
            'aria-pressed': mark !== undefined,
            'aria-disabled': status === 'booked' || status === 'reserved',
            'aria-label': words.hall.seat(seat_id, said),
          };
    return (
      <g
        key={seat_id}
        class="seat"
        data-seat={seat_id}
        data-status={status}
        data-mark={mark}
        transform={`translate(${x} ${y})`}
        {...picking}
      >
        <rect x={-HALF} y={-HALF} width={2 * HALF} height={2 * HALF} rx="7" />
        <text y="5">{seat_id.slice(seat_id.lastIndexOf('-') + 1)}</text>
      </g>
    );
  }

  const rowOf = ({ row, y, seats }: PlacedRow) => (
    <g key={row}>
      <text class="row-name" x={-PITCH / 2} y={y + 5} aria-hidden="true">
        {row}
      </text>
      {seats.map(seatShape)}
    </g>
  );

  const described = onPick === null ? { role: 'img' as const } : { role: 'group' as const };
  return (
    <div class="hall-scroll">
      <svg
        class="hall-plan"
        {...described}
        aria-label={words.hall.plan}
        style={{ maxWidth: `${(plan.columns + 2) * LARGEST_SEAT_REM}rem` }}
        viewBox={`${-PITCH} 0 ${plan.width + 2 * PITCH} ${plan.height}`}
        onClick={onClick}
        onKeyDown={onKey}
        onFocusIn={(event) => setStop(seatOf(event) ?? stop)}
      >
        <Screen width={plan.width} />
        {plan.rows.map(rowOf)}
      </svg>
    </div>
  );
}

function Screen({ width }: { width: number }) {
  return (
    <g class="screen" aria-hidden="true">
      <path d={`M ${width * 0.08} 26 Q ${width / 2} 4 ${width * 0.92} 26`} />
      <text x={width / 2} y={PITCH}>
        {words.hall.screen}
      </text>
    </g>
  );
}

function seatOf(event: Event): string | null {
  const seat = event.target instanceof Element ? event.target.closest('[data-seat]') : null;
  return seat?.getAttribute('data-seat') ?? null;
}
