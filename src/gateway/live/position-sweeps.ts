import type { PacedQueue } from './paced-queue.ts';

/** Somebody who waits to hear of a changed position. */
export interface Listener {
  /** Reads the position again; a function of this listener's own. */
  readonly read: () => void;
}

/** Has those who listen at a show read their positions again after its queue has moved, all in one sweep. */
export interface PositionSweeps {
  /** Returns how to stop listening. */
  add(show_id: string, listener: Listener): () => void;
  /** Positions at the show may have changed. */
  queueMoved(show_id: string): void;
  /** News of the show may have been missed: everybody reads again, however lately they did. */
  readAgain(show_id: string): void;
  close(): void;
}

interface Show {
  readonly listeners: Set<Listener>;
  last_sweep_at: number;
  next_sweep: NodeJS.Timeout | null;
}

/** A show is swept every `period_ms` at most; the reading itself is paced by `reads`, over all shows. */
export function createPositionSweeps(reads: PacedQueue, period_ms: number): PositionSweeps {
  const shows = new Map<string, Show>();

  function sweep(show: Show): void {
    show.next_sweep = null;
    show.last_sweep_at = performance.now();
    // Whom the sweep before has not come to yet keeps the place in that one.
    for (const { read } of show.listeners) reads.add(read);
  }

  return {
    add(show_id, listener) {
      const show = shows.get(show_id) ?? {
        listeners: new Set(),
        last_sweep_at: -period_ms,
        next_sweep: null,
      };
      shows.set(show_id, show);
      show.listeners.add(listener);
      return () => {
        show.listeners.delete(listener);
        reads.drop(listener.read);
        if (show.listeners.size > 0) return;
        if (show.next_sweep !== null) clearTimeout(show.next_sweep);
        if (shows.get(show_id) === show) shows.delete(show_id);
      };
    },
    queueMoved(show_id) {
      const show = shows.get(show_id);
      if (show === undefined) return;
      const due_in = Math.max(0, show.last_sweep_at + period_ms - performance.now());
      show.next_sweep ??= setTimeout(sweep, due_in, show);
    },
    readAgain(show_id) {
      const show = shows.get(show_id);
      if (show === undefined) return;
      if (show.next_sweep !== null) clearTimeout(show.next_sweep);
      sweep(show);
    },
    close() {
      for (const { next_sweep } of shows.values()) if (next_sweep !== null) clearTimeout(next_sweep);
      shows.clear();
    },
  };
}
