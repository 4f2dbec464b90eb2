import type { TimelineMoment } from '../service/contract.ts';
import { words } from '../texts.ts';

const WIDTH = 1_000;
const HEIGHT = 140;

interface TimelineChartProps {
  readonly moments: readonly TimelineMoment[];
  readonly at: number;
  readonly onAt: (at: number) => void;
}

/**
 * Booked and reserved seats as areas, the queue as a line, moment by moment: what happens in a minute on release day
 * gets the room that it needs. To press it looks at that moment; the slider below does the same by keyboard.
 */
export function TimelineChart({ moments, at, onAt }: TimelineChartProps) {
  const last = Math.max(1, moments.length - 1);
  const counts = moments.map((moment) => ({
    booked: lettersIn(moment.seats, 'b'),
    reserved: lettersIn(moment.seats, 'r'),
    waiting: moment.waiting,
  }));
  const seats = moments[0]?.seats.length ?? 1;
  const longest_queue = Math.max(1, ...counts.map(({ waiting }) => waiting));
  const x = (index: number): string => ((index / last) * WIDTH).toFixed(1);
  const y = (share: number): string => (HEIGHT - share * HEIGHT).toFixed(1);
  const line = (share: (index: number) => number): string =>
    counts.map((_, index) => `${x(index)},${y(share(index))}`).join(' ');
  const area = (share: (index: number) => number): string => `0,${HEIGHT} ${line(share)} ${WIDTH},${HEIGHT}`;
  const booked = (index: number): number => (counts[index]?.booked ?? 0) / seats;
  const taken = (index: number): number => booked(index) + (counts[index]?.reserved ?? 0) / seats;
  const queue = line((index) => (counts[index]?.waiting ?? 0) / longest_queue);

  function look(event: PointerEvent): void {
    if (event.buttons === 0 || !(event.currentTarget instanceof Element)) return;
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - left) / width));
    onAt(Math.round(share * (moments.length - 1)));
  }

  return (
    <figure class="chart">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words.timeline.chart}
        onPointerDown={look}
        onPointerMove={look}
      >
        <polygon class="part reserved" points={area(taken)} />
        <polygon class="part booked" points={area(booked)} />
        {['queue-edge', 'queue-line'].map((name) => (
          <polyline key={name} class={name} points={queue} vector-effect="non-scaling-stroke" />
        ))}
        <line class="cursor" x1={x(at)} x2={x(at)} y1="0" y2={HEIGHT} vector-effect="non-scaling-stroke" />
      </svg>
      <figcaption class="seat-counts">
        <span class="booked">{words.seatWords.booked}</span>
        <span class="reserved">{words.seatWords.reserved}</span>
        <span class="queue">{words.timeline.longestQueue(longest_queue)}</span>
      </figcaption>
    </figure>
  );
}

function lettersIn(seats: string, letter: string): number {
  let count = 0;
  for (const each of seats) count += Number(each === letter);
  return count;
}
