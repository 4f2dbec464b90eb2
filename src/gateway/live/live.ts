import type { Routing } from '../../routing/routing.ts';
import { createBookingPolls } from './booking-polls.ts';
import { createPacedQueue } from './paced-queue.ts';
import { createPatience } from './patience.ts';
import { createPositionSweeps } from './position-sweeps.ts';
import { createRecently } from './recently.ts';
import { createSeatMaps } from './seat-maps.ts';
import { createSeatStreams } from './seat-streams.ts';
import { createWaitingPolls } from './waiting-polls.ts';

/** Positions read again in one slice of time: 2,000 a second at most over all shows, so that a crowd that waits leaves room. */
const READS_A_SLICE = 20;
const SLICE_MS = 10;

/**
 * Sweeps of a show are so many times further apart than a position may be told. Were they not, a place that a sweep
 * comes to a moment earlier than the one before did would still count as told lately, and be left for the next.
 */
const SWEEP_TO_NEWS = 1.1;

/** All that lives off the news of shows. */
export function createLive(routing: Routing, position_news_ms: number) {
  const patience = createPatience();
  const reads = createPacedQueue(READS_A_SLICE, SLICE_MS);
  const sweeps = createPositionSweeps(reads, position_news_ms * SWEEP_TO_NEWS);
  const told = createRecently(position_news_ms);
  const seat_maps = createSeatMaps(routing);
  const seat_streams = createSeatStreams(routing);
  return {
    seat_maps,
    seat_streams,
    pollBooking: createBookingPolls({ routing, patience, reads }),
    pollWaiting: createWaitingPolls({ routing, patience, sweeps, told }),
    /** Answers everybody who waits, and ends the streams. */
    letGo() {
      patience.letGo();
      seat_streams.close();
    },
    close() {
      reads.close();
      sweeps.close();
      told.close();
      seat_maps.close();
    },
  };
}
