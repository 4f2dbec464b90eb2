import type { UserEnd } from '../../record.ts';
import { type PlaceSeen, placeIn } from '../answers.ts';
import type { Answer } from '../connection.ts';
import type { Person } from '../person.ts';
import type { WaitTold } from '../told.ts';
import { type StepDefinition, showPath, type World } from '../world.ts';
import { takeBooking } from './holding.ts';

/** What the page asks for. */
const LONG_POLL_S = 25;

/** An answer without news that comes sooner is from a server that has as many long polls open as it can hold. */
const HELD_AT_LEAST_MS = 2_000;
/**
 * Then, as the page does, they pause before they ask again, twice as long each time, and half of that at least; but not
 * beyond the end of their patience.
 */
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 16_000;

/** For whom there is no connection to wait on asks so often, in milliseconds, and up to half of it later. */
const ASKS_AGAIN_MS = 10_000;

const ENDS: Readonly<Record<string, UserEnd>> = {
  cancelled: 'left_queue',
  timed_out: 'timed_out',
  not_enough_seats: 'not_enough_seats',
  sales_closed: 'sales_closed',
  show_cancelled: 'sales_closed',
};

/** By the answer to the request to join. */
export function beginWaiting(world: World, person: Person, place: PlaceSeen): void {
  const now = world.now();
  person.told.wait = {
    joined_after: person.sent_at,
    joined_before: world.unixTime(now),
    place: place.position ?? 0,
    waited_until: person.sent_at,
    ended: null,
  };
  person.waiting_id = place.waiting_id;
  const { patience } = person.character;
  if (patience !== null) person.leaves_at = now + patience * world.task.durations.waiting_s * 1_000;
  world.waits(1);
  goOnWaiting(world, person, place);
}

export const wait: StepDefinition = {
  kind: 'look',
  request(world, person) {
    const path = `${placePath(world, person)}?wait_s=${longPollSeconds(world, person)}&after=${person.waiting_version}`;
    return world.requests.get(path, person.session_id);
  },
  hear: hearPlace,
};

/** Until the next news, or until they lose their patience. */
export function longPollSeconds(world: World, { leaves_at }: Person): number {
  return Math.max(1, Math.min(LONG_POLL_S, Math.ceil((leaves_at - world.now()) / 1_000)));
}

export const ask_place: StepDefinition = {
  kind: 'look',
  request: (world, person) => world.requests.get(placePath(world, person), person.session_id),
  hear: hearPlace,
};

export const leave: StepDefinition = {
  kind: 'leave',
  request: (world, person) =>
    world.requests.remove(placePath(world, person), person.session_id, person.idempotency_key),
  hear: hearPlace,
};

/** No connection can be spared for them: they ask now and then, not all at once. */
export function askLater(world: World, person: Person): void {
  if (!person.asked_place) world.asksNowAndThen();
  person.asked_place = true;
  world.go(person, 'ask_place', ASKS_AGAIN_MS * (1 + world.random.fraction() / 2));
}

function hearPlace(world: World, person: Person, answer: Answer): void {
  if (answer.status === 200) goOnWaiting(world, person, placeIn(answer));
  else world.unexpected(person, answer);
}

function goOnWaiting(world: World, person: Person, place: PlaceSeen): void {
  const { wait: told } = person.told;
  if (told === null) throw new Error('Somebody waits who has not joined');
  if (place.status === 'waiting') {
    told.waited_until = person.sent_at;
    const is_held = world.unixTime(world.now()) - person.sent_at >= HELD_AT_LEAST_MS;
    const has_news = place.version > person.waiting_version;
    person.unheld = person.step !== 'wait' || is_held || has_news ? 0 : person.unheld + 1;
    person.waiting_version = place.version;
    if (world.now() >= person.leaves_at) world.go(person, 'leave', 0);
    else world.go(person, 'wait', pauseMs(world, person));
  } else {
    if (place.status === 'cancelled') told.waited_until = person.sent_at;
    told.ended = { at: world.unixTime(world.now()), status: place.status };
    world.waits(-1);
    endWaiting(world, person, place, told);
  }
}

function pauseMs(world: World, { unheld, leaves_at }: Person): number {
  if (unheld === 0) return 0;
  const pause_ms = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (unheld - 1));
  return Math.min(leaves_at - world.now(), pause_ms * (0.5 + world.random.fraction() / 2));
}

function endWaiting(world: World, person: Person, { status, booking }: PlaceSeen, told: WaitTold): void {
  const end = ENDS[status];
  if (booking !== null) {
    takeBooking(world, person, booking, { asked_at: told.joined_after, named: null });
  } else {
    if (end === undefined) person.told.unexpected = `a place in the queue that is ${status}`;
    world.end(person, end ?? 'no_answer');
  }
}

function placePath(world: World, person: Person): string {
  return `${showPath(world, person)}/waiting/${person.waiting_id}`;
}
