import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { arbitraryMove, createPlayer, type Join, type Move, type Player } from './race-player.ts';
import { at, openStage, type Stage, valueAt } from './stage.ts';

const ROWS = 3;
const SEATS_PER_ROW = 6;
const RUNS = 40;

/** Many sessions race for the seats of one small show; whether all went right is seen from outside. */
const race = suite<Stage>('a race for seats');

race.before(
  async (stage) =>
    void Object.assign(
      stage,
      await openStage({ shows: 10 * RUNS, rows: ROWS, seats_per_row: SEATS_PER_ROW }),
    ),
);
race.after(async ({ box_office }) => box_office.close());

const nameOf = (seat: number): string =>
  `${String.fromCharCode('A'.charCodeAt(0) + Math.floor(seat / SEATS_PER_ROW))}-${(seat % SEATS_PER_ROW) + 1}`;

race(
  'no seat twice, all or nothing, first come first served, and no newcomer before those who wait',
  async (stage) => {
    const seen = { holds: 0, gains: 0, joins: 0, ordered_joins: 0, served: 0 };
    const scripts = fc.array(fc.array(arbitraryMove(ROWS * SEATS_PER_ROW), { minLength: 3, maxLength: 14 }), {
      minLength: 4,
      maxLength: 14,
    });
    await fc.assert(
      fc.asyncProperty(scripts, async (script) => {
        const show = stage.freshShow();
        const players = await play(stage, show, script);
        const joins = players.flatMap((player) => player.joins);
        const ends = new Map<Join, End>();
        for (const join of joins) ends.set(join, await endOf(show, join));
        seen.holds += checkHolds(players);
        seen.gains += players.flatMap((player) => player.gains).length;
        seen.joins += joins.length;
        seen.served += [...ends.values()].filter(({ status }) => status === 'served').length;
        seen.ordered_joins += checkOrder(ends);
        checkNewcomers(players, ends);
        await checkMap(stage, show, players);
      }),
      { numRuns: RUNS, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false },
    );
    const told = JSON.stringify(seen);
    console.log(told);
    assert.ok(
      Object.values(seen).every((count) => count > RUNS / 4),
      told,
    );
  },
);

async function play(stage: Stage, show: string, script: readonly (readonly Move[])[]): Promise<Player[]> {
  let now = 0;
  const tick = (): number => {
    now += 1;
    return now;
  };
  const players = script.map(() => createPlayer(stage.visitor(), show, nameOf, tick));
  await Promise.all(
    players.map(async (player, index) => {
      for (const move of script[index] ?? []) await player.make(move);
    }),
  );
  return players;
}

/** At no moment did two bookings certainly hold one seat. Returns how many holds were compared. */
function checkHolds(players: readonly Player[]): number {
  const holds = players.flatMap((player) => player.holds);
  for (const one of holds) {
    for (const other of holds) {
      if (one.booking_id === other.booking_id) continue;
      const is_shared = one.seats.some((seat) => other.seats.includes(seat));
      const is_at_once = one.from < other.until && other.from < one.until;
      assert.not(is_shared && is_at_once, `two hold the same seat: ${JSON.stringify([one, other])}`);
    }
  }
  return holds.length;
}

interface End {
  readonly status: string;
  /** Grows with the time of being served, by the service's clock; 0 where it was not. */
  readonly served_at: number;
}

async function endOf(show: string, { waiting_id, player }: Join): Promise<End> {
  const answer = await player.visitor.ask('GET', `${show}/waiting/${waiting_id}`);
  const status = at(answer, 'waiting', 'status');
  const expires_at = valueAt(answer, 'waiting', 'booking', 'expires_at');
  return { status, served_at: status === 'served' ? Date.parse(String(expires_at)) : 0 };
}

/** Of two joins of which one was acknowledged before the other was sent, the first is served first. */
function checkOrder(ends: ReadonlyMap<Join, End>): number {
  let compared = 0;
  for (const [first, first_end] of ends) {
    for (const [second, second_end] of ends) {
      if (first.acknowledged >= second.sent || second_end.status !== 'served') continue;
      compared += 1;
      assert.is.not(first_end.status, 'waiting', 'somebody behind was served');
      if (first_end.status === 'served') assert.ok(first_end.served_at <= second_end.served_at, 'overtaken');
    }
  }
  return compared;
}

/** While somebody certainly waits, no newcomer is given a seat. */
function checkNewcomers(players: readonly Player[], ends: ReadonlyMap<Join, End>): void {
  for (const [join, { status }] of ends) {
    if (status !== 'waiting') continue;
    const overtakers = players
      .flatMap((player) => player.gains)
      .filter(({ sent }) => sent > join.acknowledged);
    assert.equal(overtakers, [], 'a newcomer was given seats while somebody waited');
  }
}

/** In the end the map says what the bookings say. */
async function checkMap(stage: Stage, show: string, players: readonly Player[]): Promise<void> {
  const expected = new Map<string, string>();
  for (const { visitor } of players) {
    const bookings = valueAt(await visitor.ask('GET', '/v1/bookings'), 'bookings');
    assert.ok(Array.isArray(bookings));
    for (const { status, seats } of bookings) {
      if (status !== 'reserved' && status !== 'booked') continue;
      for (const { seat_id } of seats) {
        assert.not(expected.has(seat_id), `${seat_id} is in two bookings`);
        expected.set(seat_id, status);
      }
    }
  }
  const map = valueAt(await stage.visitor().ask('GET', `${show}/seats`), 'seats');
  assert.ok(Array.isArray(map));
  assert.is(map.length, ROWS * SEATS_PER_ROW);
  for (const { seat_id, status } of map) assert.is(status, expected.get(seat_id) ?? 'available', seat_id);
}

race.run();
