import { decodeEvent, type ShowEvent } from '../actors/index.ts';
import { openLogReader } from '../persistence/index.ts';

/** The length, the end of a step and the checksum that the log keeps with each event. */
const FRAME_BYTES = 6;

/** What a folder's log has, in all. */
export interface Stored {
  /** Reservations that were made and released again. */
  readonly cycles: number;
  readonly steps: number;
  readonly records: number;
  readonly bytes: number;
}

/** Counts what is durable, from the log alone. Throws where a seat was held twice, or is held still. */
export function readBack(folder: string): Stored {
  const reader = openLogReader(folder);
  const held = heldSeats();
  let records = 0;
  let bytes = 0;
  let steps = 0;
  try {
    for (const record of reader.records()) {
      if (record.fault !== null) throw new Error(`The log is damaged: ${record.fault}`);
      records += 1;
      steps += record.steps.length;
      for (const encoded of record.steps.flatMap((step) => step.events)) {
        bytes += encoded.length + FRAME_BYTES;
        held.take(`${record.show_id}`, decodeEvent(encoded));
      }
    }
  } finally {
    reader.close();
  }
  return { cycles: held.releasedInTheEnd(), steps, records, bytes };
}

/** Follows the seats by nothing but the events. */
function heldSeats(): { take(show_id: string, event: ShowEvent): void; releasedInTheEnd(): number } {
  const seats_of = new Map<string, string[]>();
  const taken = new Set<string>();
  let released = 0;
  return {
    take(show_id, event) {
      if (event.type === 'seats_reserved') {
        const seats = event.seats.map((seat) => `${show_id} ${seat}`);
        for (const seat of seats) {
          if (taken.has(seat)) throw new Error(`The seat ${seat} is reserved twice`);
          taken.add(seat);
        }
        seats_of.set(event.booking_id, seats);
      } else if (event.type === 'reservation_released') {
        const seats = seats_of.get(event.booking_id);
        if (seats === undefined) throw new Error(`${event.booking_id} is released, but was not reserved`);
        for (const seat of seats) taken.delete(seat);
        seats_of.delete(event.booking_id);
        released += 1;
      }
    },
    releasedInTheEnd() {
      if (taken.size > 0) throw new Error(`${taken.size} seats are still held`);
      return released;
    },
  };
}
