import type { Routing } from '../../routing/routing.ts';
import { createBookingPolls } from './booking-polls.ts';
import { createPacedQueue } from './paced-queue.ts';
import { createPatience } from './patience.ts';
import { createPlaces } from './places.ts';
import { createPositionSweeps } from './position-sweeps.ts';
import { createRecently } from './recently.ts';
import { createSeatMaps } from './seat-maps.ts';
import { createSeatStreams } from './seat-streams.ts';
import { createWaitingPolls } from './waiting-polls.ts';

/**
 * Positions are read again 1,000 times a second at most over all shows, and less often the less time is left over, down to
 * 100, so that a crowd that waits leaves room. Each is an answer, and mostly another request.
 */
const PACE_OF_READS = { slice_ms: 10, most: 10, least: 1 };

/**
 * Where a whole queue ends, up to 4,000 a second are told so, and half as many where there is no time for more: each is an
 * answer, and whoever still has seats to win needs theirs sooner.
 */
const PACE_OF_ENDS = { slice_ms: 5, most: 20, least: 10 };

/**
 * Sweeps of a show are so many times further apart than a position may be told. Were they not, a place that a sweep
 * comes to a moment earlier than the one before did would still count as told lately, and be left for the next.
 */
const SWEEP_TO_NEWS = 1.1;

/** Of all that can be held open: whoever waits for a seat needs an answer more than whoever looks on. */
const STREAMS_SHARE = 1 / 3;

/** All that lives off the news of shows. So many long polls and streams at a time are held open, no more. */
export function createLive(
  routing: Routing,
  position_news_ms: number,
  held_most: number = Number.POSITIVE_INFINITY,
) {
  const held = createPlaces(held_most);
  const poll_places = createPlaces(held_most, held);
  const patience = createPatience(poll_places);
  const reads = createPacedQueue(PACE_OF_READS);
  const ends = createPacedQueue(PACE_OF_ENDS);
  const sweeps = createPositionSweeps(reads, position_news_ms * SWEEP_TO_NEWS);
  const told = createRecently(position_news_ms);
  const seat_maps = createSeatMaps(routing);
  const seat_streams = createSeatStreams(routing, createPlaces(held_most * STREAMS_SHARE, held));
  return {
    seat_maps,
    seat_streams,
    /** Long polls that wait for news now. */
    pollsWaiting: poll_places.taken,
    pollBooking: createBookingPolls({ routing, patience, reads }),
    pollWaiting: createWaitingPolls({ routing, patience, sweeps, ends, told }),
    /** Answers everybody who waits, and ends the streams. */
    letGo() {
      patience.letGo();
      seat_streams.close();
    },
    close() {
      reads.close();
      ends.close();
      sweeps.close();
      told.close();
      seat_maps.close();
    },
  };
}
