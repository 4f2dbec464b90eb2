import type { Plan } from '../../../shared/plan/layout.ts';

const WIDTH = 28;

interface RowNamesProps {
  readonly plan: Plan;
  /** CSS pixels for each unit of the drawing. */
  readonly scale: number;
}

/** They stay in sight while the hall is scrolled sideways. Seats tell their row themselves, to whoever listens. */
export function RowNames({ plan, scale }: RowNamesProps) {
  return (
    <svg
      class="row-names"
      aria-hidden="true"
      viewBox={`0 0 ${WIDTH} ${plan.height}`}
      width={WIDTH * scale}
      height={plan.height * scale}
    >
      {plan.rows.map(({ row, y }) => (
        <text key={row} x={WIDTH / 2} y={y + 5}>
          {row}
        </text>
      ))}
    </svg>
  );
}
