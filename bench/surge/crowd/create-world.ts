import { seededRandom } from '../../../src/catalogue/demo/random.ts';
import { SEATS } from '../../hall.ts';
import { USER_ENDS, type UserEnd } from '../record.ts';
import { createAgenda } from './agenda.ts';
import { createAsking, describe } from './asking.ts';
import type { Person } from './person.ts';
import { openPool } from './pool.ts';
import { requestsTo } from './requests.ts';
import { createSeatMaps } from './seat-maps.ts';
import { createTally } from './tally.ts';
import type { Task } from './task.ts';
import type { World } from './world.ts';

/** The crowd's world from the moment `began` on, with what its run needs of it. */
export function createWorld(task: Task, began: number) {
  const { scenario, seed } = task;
  const pool = openPool(task.url);
  const requests = requestsTo(task.url);
  const agenda = createAgenda<Person>();
  const random = seededRandom(`${seed} thoughts`);
  const ends = Object.fromEntries(USER_ENDS.map((end) => [end, 0])) as Record<UserEnd, number>;
  let ended = 0;
  let reserved = 0;
  let booked = 0;
  let waiting = 0;
  let asked_now_and_then = 0;
  const tally = createTally(scenario, () => {
    const available = task.shows.length * SEATS - reserved - booked;
    return { seats: { available, reserved, booked }, waiting, connections: pool.open() };
  });
  const since = (moment: number): number => moment - began;
  const unix_offset = Date.now() - performance.now();

  function go(person: Person, step: Person['step'], after_ms: number): void {
    person.step = step;
    person.sent_at = 0;
    person.keys_drawn += 1;
    person.idempotency_key = `${person.session_id}-${person.keys_drawn}`;
    person.due_at = performance.now() + after_ms;
    agenda.add(person.due_at, person);
  }

  function end(person: Person, how: UserEnd): void {
    person.told.end = how;
    ends[how] += 1;
    ended += 1;
  }

  const world: World = {
    task,
    requests,
    seat_maps: createSeatMaps(),
    random,
    now: () => performance.now(),
    unixTime: (moment) => moment + unix_offset,
    go,
    think(person, step, seconds) {
      const mean_ms = (seconds * 1_000) / scenario.time_compression;
      go(person, step, -Math.log(1 - random.fraction()) * mean_ms);
    },
    end,
    unexpected(person, answer) {
      person.told.unexpected = describe(person, answer);
      end(person, 'no_answer');
    },
    waits(change) {
      waiting += change;
    },
    seats(change) {
      reserved += change.reserved;
      booked += change.booked;
    },
    reserved({ seats }) {
      reserved += seats.length;
      tally.reserved(since(performance.now()));
    },
    asksNowAndThen() {
      asked_now_and_then += 1;
    },
  };
  return {
    world,
    pool,
    agenda,
    tally,
    ends,
    since,
    ask: createAsking(world, { scenario: task.scenario, pool, tally, agenda, since }),
    endedSoFar: () => ended,
    standing: () => ({ reserved, booked, waiting, asked_now_and_then }),
  };
}
