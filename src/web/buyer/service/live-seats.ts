import type { Seat, SeatChanges, SeatMap } from '../../shared/contract.ts';
import { NoAnswerError, ProblemError } from '../../shared/problem.ts';
import * as api from './api.ts';

export interface LiveSeats {
  /** The same map all the time; a seat that changes becomes another object. */
  readonly seats: ReadonlyMap<string, Seat>;
  /** False while changes may be missed: the stream is down, and is being opened again. */
  isLive(): boolean;
  /** Keeps the seats as the show's stream tells them, and calls `onChange` after each change, until the signal is aborted. */
  follow(onChange: () => void, signal: AbortSignal): void;
}

/** After each failure in a row twice as long, and not for everybody the same. */
const REOPEN_AFTER_MS = 3_000;
const LONGEST_REOPEN_MS = 30_000;

/** A tab that nobody looks at lets go of the stream: browsers allow only a few connections to one host. */
export function liveSeats(first: SeatMap): LiveSeats {
  const seats = new Map<string, Seat>();
  let version = first.version;
  let live = true;

  function takeMap(map: SeatMap): void {
    version = map.version;
    for (const seat of map.seats) {
      if (seats.get(seat.seat_id)?.status !== seat.status) seats.set(seat.seat_id, seat);
    }
  }

  function takeChanges(changes: SeatChanges): void {
    if (changes.version <= version) return;
    version = changes.version;
    for (const { seat_id, status } of changes.seats) {
      const seat = seats.get(seat_id);
      if (seat !== undefined && seat.status !== status) seats.set(seat_id, { ...seat, status });
    }
  }

  function follow(onChange: () => void, signal: AbortSignal): void {
    let stream: EventSource | null = null;
    /** Changes that came while the whole map was on its way; null where it is not. */
    let early: SeatChanges[] | null = null;
    let reopening: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;

    /** Reads the map again, and then takes in what came meanwhile. */
    async function catchUp(): Promise<void> {
      early = [];
      try {
        takeMap(await api.seatMap(first.show_id, signal));
        early.forEach(takeChanges);
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof ProblemError || error instanceof NoAnswerError)) throw error;
        reopenLater();
      } finally {
        early = null;
      }
      onChange();
    }

    function take(changes: SeatChanges): void {
      live = true;
      failures = 0;
      if (early !== null) early.push(changes);
      else if (changes.seats.length > 0) takeChanges(changes);
      // Each stream begins with the version that it goes on from, and no seats.
      else if (changes.version !== version) void catchUp();
      onChange();
    }

    function open(): void {
      close();
      stream = api.seatStream(first.show_id);
      stream.addEventListener('message', (message: MessageEvent<string>) => take(JSON.parse(message.data)));
      stream.addEventListener('reload', () => {
        if (early === null) void catchUp();
      });
      stream.addEventListener('error', () => {
        live = false;
        onChange();
        // The browser opens a broken stream again by itself, but not one that was refused.
        if (stream?.readyState === EventSource.CLOSED) reopenLater();
      });
    }

    function reopenLater(): void {
      live = false;
      clearTimeout(reopening);
      const growing_ms = Math.min(LONGEST_REOPEN_MS, REOPEN_AFTER_MS * 2 ** failures);
      failures += 1;
      reopening = setTimeout(open, growing_ms * (0.5 + Math.random() / 2));
    }

    function close(): void {
      clearTimeout(reopening);
      stream?.close();
      stream = null;
    }

    open();
    document.addEventListener('visibilitychange', () => (document.hidden ? close() : open()), { signal });
    signal.addEventListener('abort', close);
  }

  takeMap(first);
  return { seats, isLive: () => live, follow };
}
