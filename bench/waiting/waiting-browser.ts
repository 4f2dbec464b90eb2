import { drawId } from '../../src/ids.ts';
import type { Browser, End, Task, Told } from './task.ts';
import { openTill, type Place } from './till.ts';

/** A browser that waits, from joining the queue until its wait has ended. */
export interface WaitingBrowser {
  readonly session_id: string;
  readonly waiting_id: string;
  /** At joining: nobody leaves before all have joined, so that it is the order of joining. */
  readonly place: number;
  /** Resolves once its wait has ended; rejects where one of its requests fails. */
  readonly ended: Promise<void>;
  /** Asks once more, and is closed. Only after its end. */
  conclude(): Promise<Browser>;
}

/** Joins the queue, and polls from then on. */
export async function joinQueue(task: Task): Promise<WaitingBrowser> {
  const till = await openTill(task);
  const session_id = drawId();
  let known = await till.join(session_id);
  const { waiting_id, position: place } = known;
  if (place === null) throw new Error(`Nobody waits before all have joined, yet one is ${known.status}`);
  const told: Told[] = [{ position: place, at: performance.now() }];
  const waited = waitUntilEnd();

  async function waitUntilEnd(): Promise<End> {
    for (;;) {
      const place_now = await till.poll(session_id, known);
      const at = performance.now();
      if (place_now.status !== 'waiting') return endOf(place_now, at);
      const { position } = place_now;
      if (position !== null && place_now.version > known.version) told.push({ position, at });
      known = place_now;
    }
  }

  return {
    session_id,
    waiting_id,
    place,
    ended: waited.then(() => undefined),
    async conclude() {
      const end = await waited;
      const { status } = await till.ask(session_id, waiting_id);
      till.close();
      return { told, end, asked_again: status };
    },
  };
}

function endOf({ status, booking }: Place, at: number): End {
  return { status, seat_id: booking?.seats[0]?.seat_id ?? null, at };
}
