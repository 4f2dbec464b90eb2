import { PITCH } from '../../../shared/plan/layout.ts';
import { type SeatState, SIGNS } from './seat-state.ts';

const WIDTH = 34;
const HEIGHT = 32;
const INNER = 4;
const HATCH = 'hatch-of-held-seats';

interface SeatSignProps {
  readonly state: SeatState;
  /** The place of its type among the hall's types. */
  readonly type: number;
  readonly number: number | string;
}

/** How a seat is drawn, around the middle of it: a state is told by shape, sign and colour. */
export function SeatSign({ state, type, number }: SeatSignProps) {
  return (
    <>
      <rect
        class="seat-body"
        x={-WIDTH / 2}
        y={-HEIGHT / 2}
        width={WIDTH}
        height={HEIGHT}
        rx={8}
        // An address within a style sheet would be looked for in the sheet.
        fill={state === 'reserved' ? `url(#${HATCH})` : undefined}
      />
      {type % 2 === 1 && state !== 'blocked' ? (
        <rect
          class="seat-inner"
          x={-WIDTH / 2 + INNER}
          y={-HEIGHT / 2 + INNER}
          width={WIDTH - 2 * INNER}
          height={HEIGHT - 2 * INNER}
          rx={5}
        />
      ) : null}
      <text class="seat-sign" y={5}>
        {SIGNS[state] ?? number}
      </text>
    </>
  );
}

/** What the signs refer to; once in the document. */
export function SeatPatterns() {
  return (
    <defs>
      <pattern
        id={HATCH}
        width={8}
        height={8}
        patternUnits="userSpaceOnUse"
        patternTransform={`rotate(45) translate(${PITCH} 0)`}
      >
        <rect class="hatch-ground" width={8} height={8} />
        <rect class="hatch-line" width={4} height={8} />
      </pattern>
    </defs>
  );
}
