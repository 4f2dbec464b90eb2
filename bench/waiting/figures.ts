import { type Latency, latencyRecorder } from '../report/latency.ts';
import type { Browser, Course, Move } from './task.ts';

export interface Figure {
  readonly count: number;
  readonly latency: Latency;
}

/** From when the cause was sent until the news of it had arrived: its way there and onto the disk is counted in. */
export interface Figures {
  readonly served: Figure;
  readonly left: Figure;
  readonly show_cancelled: Figure;
  /** How long a position that was known had been wrong when the next was told. */
  readonly position_corrected: Figure;
  /** How long a position had been out of date already when it was told; only those that were. */
  readonly position_overtaken: Figure;
}

export function figuresOf({ browsers, moves, cancel_sent_at }: Course): Figures {
  const released_at = new Map(
    moves.flatMap((move) => (move.type === 'release' ? [[move.seat_id, move.sent_at] as const] : [])),
  );
  const left_at = new Map(
    moves.flatMap((move) => (move.type === 'leave' ? [[move.place, move.sent_at] as const] : [])),
  );
  const served = figureRecorder();
  const left = figureRecorder();
  const show_cancelled = figureRecorder();
  const position_corrected = figureRecorder();
  const position_overtaken = figureRecorder();
  for (const [index, browser] of browsers.entries()) {
    const { status, seat_id, at } = browser.end;
    if (status === 'served') served.record(released_at.get(seat_id ?? ''), at);
    else if (status === 'cancelled') left.record(left_at.get(index + 1), at);
    else if (status === 'show_cancelled') show_cancelled.record(cancel_sent_at, at);
    recordPositions(browser, movesAhead(moves, index + 1));
  }

  /** Each move ahead brings a browser up by one place, so a position says how many of them it knows of. */
  function recordPositions({ told: [first, ...later] }: Browser, ahead: readonly Move[]): void {
    if (first === undefined) return;
    let known = 0;
    for (const { position, at } of later) {
      position_corrected.record(ahead[known]?.sent_at, at);
      known = first.position - position;
      const next = ahead[known];
      if (next !== undefined && next.sent_at < at) position_overtaken.record(next.sent_at, at);
    }
  }

  return {
    served: served.figure(),
    left: left.figure(),
    show_cancelled: show_cancelled.figure(),
    position_corrected: position_corrected.figure(),
    position_overtaken: position_overtaken.figure(),
  };
}

/** Whoever is served was ahead of everybody; whoever leaves was ahead of those who joined later. */
function movesAhead(moves: readonly Move[], place: number): Move[] {
  return moves.filter((move) => move.type === 'release' || move.place < place);
}

function figureRecorder() {
  const latencies = latencyRecorder();
  let count = 0;
  return {
    record(from: number | undefined, to: number): void {
      if (from === undefined) throw new Error('News came of what was never done');
      count += 1;
      latencies.record(to - from);
    },
    figure: (): Figure => ({ count, latency: latencies.latency() }),
  };
}
