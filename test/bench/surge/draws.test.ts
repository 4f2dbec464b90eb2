import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createAgenda } from '../../../bench/surge/crowd/agenda.ts';
import { drawArrivals, quietShowsOf } from '../../../bench/surge/crowd/arrivals.ts';
import { SEATS_WANTED } from '../../../bench/surge/crowd/character.ts';
import { quietUsersOf, type Scenario, usersOf } from '../../../bench/surge/scenario.ts';
import { overload, SCENARIOS, scaled } from '../../../bench/surge/scenarios.ts';

const draws = suite('bench surge draws');

function named(name: string): Scenario {
  const scenario = SCENARIOS.find((each) => each.name === name);
  if (scenario === undefined) throw new Error(`There is no scenario ${name}`);
  return scenario;
}

draws('the same seed draws the same arrivals, another seed others', () => {
  const scenario = scaled(named('premiere'), 0.01);
  assert.equal(drawArrivals(scenario, 1), drawArrivals(scenario, 1));
  assert.not.equal(drawArrivals(scenario, 1), drawArrivals(scenario, 2));
});

draws('everybody comes, in order, in the phase that they belong to', () => {
  for (const full of [...SCENARIOS, overload(100)]) {
    const scenario = scaled(full, 0.02);
    const arrivals = drawArrivals(scenario, 3);
    assert.is(arrivals.length, usersOf(scenario) + quietUsersOf(scenario), scenario.name);
    assert.ok(
      arrivals.every(({ at_ms }, index) => index === 0 || at_ms >= (arrivals[index - 1]?.at_ms ?? 0)),
      scenario.name,
    );
    let from_ms = 0;
    for (const { lasts_s, users } of scenario.phases) {
      const until_ms = from_ms + lasts_s * 1_000;
      const came = arrivals.filter(
        ({ at_ms, is_quiet }) => !is_quiet && at_ms >= from_ms && at_ms < until_ms,
      );
      assert.is(came.length, users, scenario.name);
      from_ms = until_ms;
    }
    const shows = scenario.shows + quietShowsOf(scenario);
    assert.ok(
      arrivals.every(({ show, is_quiet }) => show < shows && is_quiet === show >= scenario.shows),
      scenario.name,
    );
  }
});

draws('by Zipf, people want the first show most', () => {
  const arrivals = drawArrivals(named('premiere'), 5);
  const wanting = (show: number): number => arrivals.filter((arrival) => arrival.show === show).length;
  const times = wanting(0) / wanting(9);
  assert.ok(times > 8 && times < 12, `${times} times as many, and not 10 times`);
});

draws('in the rotation one show comes after the other', () => {
  const shows = drawArrivals(scaled(named('rotation'), 0.05), 5).map(({ show }) => show);
  assert.ok(shows.every((show, index) => index === 0 || show - (shows[index - 1] ?? 0) <= 1));
  assert.ok((shows.at(-1) ?? 0) > 10);
});

draws('the real on-sale has the figures that are known of it', () => {
  const { phases, shows } = named('emf-x10');
  const orders = phases.map(({ users }) => users);
  assert.is(orders.length, 17);
  assert.is(
    orders.reduce((sum, users) => sum + users, 0),
    9_670,
  );
  assert.is(Math.max(...orders), 1_340);
  const wanted_by_13_s = orders.slice(0, 13).reduce((sum, users) => sum + users, 0) * SEATS_WANTED;
  assert.ok(shows * 300 <= wanted_by_13_s && (shows + 1) * 300 > wanted_by_13_s);
});

draws('an agenda gives what is due, soonest first, whatever is added in between', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(1_000), fc.nat(3))), (entries) => {
      const agenda = createAgenda<number>();
      const model: number[] = [];
      const takeBoth = (now: number): void => {
        const due = model.filter((due_at) => due_at <= now).sort((one, other) => one - other)[0];
        assert.is(agenda.next(now), due ?? null);
        if (due !== undefined) model.splice(model.indexOf(due), 1);
      };
      for (const [due_at, takes] of entries) {
        agenda.add(due_at, due_at);
        model.push(due_at);
        for (let take = 0; take < takes; take += 1) takeBoth(due_at);
      }
      for (let left = model.length; left >= 0; left -= 1) takeBoth(1_000);
    }),
  );
});

draws.run();
