import type { Session, WaitForSeatsOptions, WaitingRef } from '../client.ts';
import type { Waiting } from '../contract.ts';
import type { Transport } from '../transport.ts';
import { newerThan, patienceOf } from './newer.ts';

/** Whoever leaves the loop waits this long at most for the queue to be left. */
const LEAVING_DEADLINE_MS = 5_000;

type QueueCalls = Pick<Session, 'wait' | 'waiting' | 'leave' | 'release'> & Pick<Transport, 'poll_s'>;

export async function* waitForSeats(
  session: QueueCalls,
  show_id: string,
  wanted: { readonly count: number },
  { keep_place = false, idempotency_key, ...options }: WaitForSeatsOptions,
): AsyncGenerator<Waiting, void, undefined> {
  let place = await session.wait(show_id, wanted, {
    ...options,
    deadline_ms: patienceOf(options),
    ...(idempotency_key === undefined ? {} : { idempotency_key }),
  });
  let has_failed = false;
  try {
    yield place;
    while (place.status === 'waiting') {
      place = await newerThan(
        place,
        session.poll_s,
        (read_options) => session.waiting(place, read_options),
        options,
      );
      yield place;
    }
  } catch (error) {
    // To abort is to leave the loop; a failure is not what its person wanted, so the place is kept for them.
    has_failed = options.signal?.aborted !== true;
    throw error;
  } finally {
    // Where giving up fails, time does the same.
    if (place.status === 'waiting' && !keep_place && !has_failed) {
      await giveUp(session, place).catch(() => undefined);
    }
  }
}

/** Leaves the queue, and gives back what it may have served meanwhile. */
async function giveUp(session: QueueCalls, place: WaitingRef): Promise<void> {
  const options = { deadline_ms: LEAVING_DEADLINE_MS };
  const { booking } = await session.leave(place, options);
  if (booking !== null) await session.release(booking, options);
}
