import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { Durations, OpenVenue, Venue } from '../../../bench/surge/venue.ts';
import { at, valueAt } from '../../gateway/stage.ts';
import { type Answer, type Visitor, visitorOf } from './visitor.ts';

/** A venue whose every test gets a show that nobody has touched, and one where nothing lasts long. */
export interface VenueStage {
  venue: Venue;
  brief: Venue;
  visitor(): Visitor;
  briefVisitor(): Visitor;
  /** The path of a show of one's own, in either venue. */
  freshShow(venue?: Venue): string;
  /** Reserves every seat of the show, ten to a visitor, and gives who has them. */
  fill(show: string): Promise<Holder[]>;
  close(): Promise<void>;
}

export interface Holder {
  readonly visitor: Visitor;
  /** The path of what is reserved. */
  readonly booking: string;
}

const SHOWS = 20;
const SEATS = 300;
const SEATS_EACH = 10;

const LASTING: Durations = { reservation_s: 300, reservation_buffer_s: 5, waiting_s: 3_600, payment_s: 120 };
const PASSING: Durations = { reservation_s: 1, reservation_buffer_s: 0.2, waiting_s: 2, payment_s: 1 };

export async function openVenueStage(open: OpenVenue, folder: string): Promise<VenueStage> {
  const openIn = (name: string, durations: Durations): Promise<Venue> => {
    const own = join(folder, name);
    mkdirSync(own);
    return open(own, SHOWS, durations);
  };
  const venue = await openIn('lasting', LASTING);
  const brief = await openIn('passing', PASSING);
  const fresh = new Map([venue, brief].map((each) => [each, [...each.shows]]));
  const visitor = (): Visitor => visitorOf(venue.url);
  return {
    venue,
    brief,
    visitor,
    briefVisitor: () => visitorOf(brief.url),
    freshShow(of = venue) {
      const show_id = fresh.get(of)?.pop();
      assert.ok(show_id !== undefined, 'the venue has shows enough');
      return `/v1/shows/${show_id}`;
    },
    fill: (show) =>
      Promise.all(
        Array.from({ length: SEATS / SEATS_EACH }, () => holder(visitor(), show, { count: SEATS_EACH })),
      ),
    async close() {
      await venue.stop();
      await brief.stop();
    },
  };
}

/** Reserves, and expects to get it: seats that many want at once may have to be tried for again. */
export async function holder(visitor: Visitor, show: string, wanted: object): Promise<Holder> {
  const answer = await visitor.ask('POST', `${show}/bookings`, { body: wanted });
  if (answer.status === 409 && at(answer, 'code') === 'retry') return holder(visitor, show, wanted);
  assert.is(answer.status, 201, JSON.stringify(answer.body));
  return { visitor, booking: `${show}/bookings/${at(answer, 'booking', 'booking_id')}` };
}

/** Joins the queue; gives the path of the place. */
export async function joinQueue(
  visitor: Visitor,
  show: string,
  count: number,
): Promise<{ place: string; answer: Answer }> {
  const answer = await visitor.ask('POST', `${show}/waiting`, { body: { count } });
  assert.is(answer.status, 201, JSON.stringify(answer.body));
  return { place: `${show}/waiting/${at(answer, 'waiting', 'waiting_id')}`, answer };
}

/** The names of the seats in the booking that an answer tells, sorted. */
export function seatsIn(answer: Answer, ...path: string[]): string[] {
  const seats = valueAt(answer, ...path, 'seats');
  assert.ok(Array.isArray(seats), JSON.stringify(answer.body));
  return seats.map(({ seat_id }) => String(seat_id)).sort();
}

/** The seat map, by name. */
export async function statuses(visitor: Visitor, show: string): Promise<Map<string, string>> {
  const map = valueAt(await visitor.ask('GET', `${show}/seats`), 'seats');
  assert.ok(Array.isArray(map));
  return new Map(map.map(({ seat_id, status }) => [String(seat_id), String(status)]));
}
