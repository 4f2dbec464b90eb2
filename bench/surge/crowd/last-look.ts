import { bookingIn } from './answers.ts';
import type { Answer } from './connection.ts';
import type { Person } from './person.ts';
import type { Pool } from './pool.ts';
import { requestsTo } from './requests.ts';
import { bookedIn } from './seat-maps.ts';
import type { Task } from './task.ts';
import type { Told } from './told.ts';

/** What was asked again when everything was over. */
export interface LastLook {
  readonly bookings: readonly BookingAgain[];
  readonly shows: readonly ShowAgain[];
}

/** A booking that its user was told is booked. */
export interface BookingAgain {
  readonly told: Told;
  /** How it stands; or why nobody knows. */
  readonly status: string;
  readonly seats: readonly string[];
}

export interface ShowAgain {
  readonly show: number;
  /** Null where nobody knows. */
  readonly booked: readonly string[] | null;
}

/** Evenly chosen where there are more. */
const BOOKINGS_MOST = 3_000;
const SHOWS_MOST = 1_000;
const AT_A_TIME = 16;
const TRIES = 10;
const PAUSE_MS = 500;

export async function takeLastLook(task: Task, pool: Pool, people: readonly Person[]): Promise<LastLook> {
  const requests = requestsTo(task.url);
  const pathOf = (show: number): string => `/v1/shows/${task.shows[show]}`;
  const booked = people.filter(({ told }) => told.end === 'booked');
  const shows = [...new Set(booked.map(({ show }) => show))];
  return {
    bookings: await eachOf(sample(booked, BOOKINGS_MOST), async ({ told, session_id, show }) => {
      const path = `${pathOf(show)}/bookings/${told.booking?.booking_id}`;
      return ask(pool, requests.get(path, session_id), (answer): BookingAgain => {
        if (answer?.status !== 200) return { told, status: `not told: ${answer?.status}`, seats: [] };
        const { status, seats } = bookingIn(answer);
        return { told, status, seats: seats.map(({ seat_id }) => seat_id) };
      });
    }),
    shows: await eachOf(sample(shows, SHOWS_MOST), (show) =>
      ask(
        pool,
        requests.get(`${pathOf(show)}/seats`),
        (answer): ShowAgain => ({ show, booked: answer?.status === 200 ? bookedIn(answer.body) : null }),
      ),
    ),
  };
}

function sample<Item>(items: readonly Item[], most: number): Item[] {
  const every = Math.ceil(items.length / most);
  return items.filter((_, index) => index % every === 0);
}

/** Asks again where the server is still busy. The answer is read while it is there. */
async function ask<Read>(pool: Pool, request: string, read: (answer: Answer | null) => Read): Promise<Read> {
  for (let tries = 1; ; tries += 1) {
    const heard = await new Promise<{ is_answered: boolean; result: Read }>((resolve) =>
      pool.send(request, (answer) =>
        resolve({ is_answered: answer !== null && answer.status < 429, result: read(answer) }),
      ),
    );
    if (heard.is_answered || tries === TRIES) return heard.result;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

async function eachOf<Item, Result>(
  items: readonly Item[],
  use: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = [...items].reverse();
  const work = async (): Promise<void> => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) results.push(await use(item));
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return results;
}
