import type { SeatNews } from '../client.ts';
import type { Seat, SeatMap } from '../contract.ts';
import type { SeatChanges } from '../transport.ts';

/** A seat map that is kept current, and knows what of it has not been told yet. */
export interface LiveSeatMap {
  /** A map that was read; an older one than is known changes nothing. */
  takeMap(map: SeatMap): void;
  /** False where changes before these are missing: the map has to be read again. */
  takeChanges(changes: SeatChanges): boolean;
  /** What is new since the last time; null where nothing is. */
  takeNews(): SeatNews | null;
}

export function createLiveSeatMap(show_id: string): LiveSeatMap {
  const seats = new Map<string, Seat>();
  const changed = new Set<string>();
  let version: number | null = null;

  function set(seat: Seat): void {
    if (seats.get(seat.seat_id)?.status === seat.status) return;
    seats.set(seat.seat_id, seat);
    changed.add(seat.seat_id);
  }

  return {
    takeMap(map) {
      if (version !== null && map.version < version) return;
      version = map.version;
      map.seats.forEach(set);
    },
    takeChanges(changes) {
      if (version === null || changes.previous_version > version) return false;
      if (changes.version <= version) return true;
      version = changes.version;
      for (const { seat_id, status } of changes.seats) {
        const seat = seats.get(seat_id);
        if (seat !== undefined) set({ ...seat, status });
      }
      return true;
    },
    takeNews() {
      if (version === null || changed.size === 0) return null;
      const news = [...changed].flatMap((seat_id) => seats.get(seat_id) ?? []);
      changed.clear();
      return { show_id, version, seats: [...seats.values()], changed: news };
    },
  };
}
