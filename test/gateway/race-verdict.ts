import * as assert from 'uvu/assert';
import { createPlayer, type Join, type Move, type Player, type RaceVisitor } from './race-player.ts';
import { at, valueAt } from './stage.ts';

/** A show that is raced for, as its visitors see it. */
export interface RaceShow {
  /** Its path below the service's root. */
  readonly path: string;
  readonly seats: number;
  readonly nameOf: (seat: number) => string;
}

/** How much of what can go wrong a race has had the chance to. */
export interface Seen {
  holds: number;
  gains: number;
  joins: number;
  ordered_joins: number;
  served: number;
}

/**
 * Plays a script, a visitor each, all at once; and judges from outside whether it went by the rules: no seat twice, all
 * or nothing, first come first served, no newcomer before those who wait. Adds what it compared to `seen`.
 */
export async function raceFor(
  show: RaceShow,
  script: readonly (readonly Move[])[],
  visitorOf: (index: number) => RaceVisitor,
  seen: Seen,
): Promise<void> {
  const players = await play(show, script, visitorOf);
  const joins = players.flatMap((player) => player.joins);
  const ends = new Map<Join, End>();
  for (const join of joins) ends.set(join, await endOf(show, join));
  seen.holds += checkHolds(players);
  seen.gains += players.flatMap((player) => player.gains).length;
  seen.joins += joins.length;
  seen.served += [...ends.values()].filter(({ status }) => status === 'served').length;
  seen.ordered_joins += checkOrder(ends);
  checkNewcomers(players, ends);
  await checkMap(show, players);
}

async function play(
  { path, nameOf }: RaceShow,
  script: readonly (readonly Move[])[],
  visitorOf: (index: number) => RaceVisitor,
): Promise<Player[]> {
  let now = 0;
  const tick = (): number => {
    now += 1;
    return now;
  };
  const players = script.map((_moves, index) => createPlayer(visitorOf(index), path, nameOf, tick));
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

async function endOf({ path }: RaceShow, { waiting_id, player }: Join): Promise<End> {
  const answer = await player.visitor.ask('GET', `${path}/waiting/${waiting_id}`);
  const status = at(answer, 'waiting', 'status');
  const expires_at = valueAt(answer, 'waiting', 'booking', 'expires_at');
  if (status === 'served') player.bookings.add(at(answer, 'waiting', 'booking', 'booking_id'));
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
async function checkMap({ path, seats }: RaceShow, players: readonly Player[]): Promise<void> {
  const expected = new Map<string, string>();
  for (const { visitor, bookings } of players) {
    for (const booking_id of bookings) {
      const answer = await visitor.ask('GET', `${path}/bookings/${booking_id}`);
      const status = at(answer, 'booking', 'status');
      if (status !== 'reserved' && status !== 'booked') continue;
      const held = valueAt(answer, 'booking', 'seats');
      assert.ok(Array.isArray(held));
      for (const { seat_id } of held) {
        assert.not(expected.has(seat_id), `${seat_id} is in two bookings`);
        expected.set(seat_id, status);
      }
    }
  }
  const [first] = players;
  assert.ok(first !== undefined);
  const map = valueAt(await first.visitor.ask('GET', `${path}/seats`), 'seats');
  assert.ok(Array.isArray(map));
  assert.is(map.length, seats);
  for (const { seat_id, status } of map) assert.is(status, expected.get(seat_id) ?? 'available', seat_id);
}
