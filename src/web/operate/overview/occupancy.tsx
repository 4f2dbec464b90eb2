import type { SeatCounts } from '../service/contract.ts';
import { words } from '../texts.ts';

const STATES = ['booked', 'reserved', 'blocked', 'available'] as const;

/** How a show's seats stand: a bar for the eye, and the numbers in words. */
export function Occupancy({ seats }: { seats: SeatCounts }) {
  const total = STATES.reduce((sum, state) => sum + seats[state], 0);
  let x = 0;
  const parts = STATES.map((state) => {
    const width = total === 0 ? 0 : (seats[state] / total) * 100;
    const part = <rect key={state} class={`part ${state}`} x={x} y="0" width={width} height="10" />;
    x += width;
    return part;
  });
  const said = STATES.filter((state) => seats[state] > 0 || state === 'booked');
  return (
    <>
      <svg class="occupancy" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        {parts}
      </svg>
      <ul class="seat-counts">
        {said.map((state) => (
          <li key={state} class={state}>
            {seats[state]} {words.seatWords[state]}
          </li>
        ))}
      </ul>
    </>
  );
}
