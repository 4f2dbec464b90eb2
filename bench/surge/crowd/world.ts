import type { Random } from '../../../src/catalogue/demo/random.ts';
import type { RequestKind, UserEnd } from '../record.ts';
import type { Answer } from './connection.ts';
import type { Person, Step } from './person.ts';
import type { Requests } from './requests.ts';
import type { createSeatMaps } from './seat-maps.ts';
import type { Task } from './task.ts';
import type { BookingTold } from './told.ts';

/** What everybody in the crowd shares. */
export interface World {
  readonly task: Task;
  readonly requests: Requests;
  readonly seat_maps: ReturnType<typeof createSeatMaps>;
  /** What is drawn while it runs: how long people think. Who they are was drawn before. */
  readonly random: Random;
  /** `performance.now()`. */
  now(): number;
  /** Unix milliseconds, of what `now` gave. */
  unixTime(now: number): number;
  /** The person does this next, after so many milliseconds. */
  go(person: Person, step: Step, after_ms: number): void;
  /** As `go`, for what people think about for so many seconds on average, before time is compressed. */
  think(person: Person, step: Step, seconds: number): void;
  end(person: Person, end: UserEnd): void;
  /** The answer is one that nobody can do anything with. */
  unexpected(person: Person, answer: Answer): void;
  /** The person joined the queue, or waits no longer. */
  waits(change: 1 | -1): void;
  /** What the users hold has changed, as they were told. */
  seats(change: { readonly reserved: number; readonly booked: number }): void;
  reserved(booking: BookingTold): void;
  /** No connection could be spared for the person to wait on. */
  asksNowAndThen(): void;
}

/** One thing that people do: what they ask, and what they do when they are answered. */
export interface StepDefinition {
  readonly kind: RequestKind;
  request(world: World, person: Person): string;
  /** Given every answer but those that are refused for too much load, or that say that the server is in trouble. */
  hear(world: World, person: Person, answer: Answer): void;
}

export function showPath({ task }: World, { show }: Person): string {
  return `/v1/shows/${task.shows[show]}`;
}
