import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Answer } from '../protocol/answers.ts';
import type { Routing } from '../routing/routing.ts';
import type { Search } from '../search/search.ts';
import type { TicketKeys } from '../tickets/keys.ts';
import type { Printer } from '../tickets/print/printer.ts';
import type { BookingPoll } from './live/booking-polls.ts';
import type { SeatMaps } from './live/seat-maps.ts';
import type { SeatStreams } from './live/seat-streams.ts';
import type { WaitingPoll } from './live/waiting-polls.ts';

/** What the routes work with. */
export interface Services {
  readonly routing: Routing;
  readonly catalogue: Catalogue;
  readonly search: Search;
  readonly seat_maps: SeatMaps;
  readonly seat_streams: SeatStreams;
  readonly pollBooking: (poll: BookingPoll) => Promise<Answer>;
  readonly pollWaiting: (poll: WaitingPoll) => Promise<Answer>;
  readonly ticket_keys: TicketKeys;
  readonly printer: Printer;
  readonly payment_wait_ms: number;
  readonly admin_token: string | null;
  readonly door_token: string | null;
  /** Unix milliseconds. */
  readonly clock: () => number;
}
