import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { City, Show } from '../../src/catalogue/catalogue.ts';
import { buildDemo } from '../../src/catalogue/demo/demo.ts';
import { openCatalogue } from '../../src/catalogue/open.ts';
import { addDays, isTimeZone, localDate, rfc3339 } from '../../src/catalogue/time.ts';
import { isUlid } from '../../src/ids.ts';

const demo = suite('demo');

// One demo for all tests, as it takes seconds.
const folder = mkdtempSync(join(tmpdir(), 'boxoffice-demo-'));
const catalogue = openCatalogue(folder);
demo.after(() => {
  catalogue.close();
  rmSync(folder, { recursive: true, force: true });
});

const FROM = Date.parse('2026-11-23T09:00:00Z');
const MINUTE = 60_000;

function allCities(): readonly City[] {
  return catalogue.cities({ name: null, country: null, page: 1, per_page: 1_000 }).items;
}

/** The city's shows of its seven days, by local date. */
function showsByDate({ city_id, time_zone }: City): Map<string, Show[]> {
  const today = localDate(FROM, time_zone);
  const dates = Array.from({ length: 7 }, (_, days) => addDays(today, days));
  return new Map(
    dates.map((date) => [
      date,
      catalogue
        .moviesInCity(city_id, date)
        .flatMap(({ movie_id }) => catalogue.showsOfMovie(city_id, movie_id, date))
        .flatMap(({ shows }) => shows),
    ]),
  );
}

function grouped<Item>(items: readonly Item[], by: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(by(item), [...(groups.get(by(item)) ?? []), item]);
  return groups;
}

function countOf<Item>(items: readonly Item[]): number {
  return new Set(items).size;
}

demo('has the reference size, and makes sense wherever one looks', async () => {
  const progress: number[] = [];
  await buildDemo(catalogue, { from: FROM, progress: (done, total) => progress.push(done / total) });
  assert.is(progress.at(-1), 1);
  const { movies, ...counts } = catalogue.counts();
  assert.equal(counts, { cities: 500, cinemas: 5_000, halls: 5_000, shows: 105_000 });
  assert.ok(movies >= 1_000, `${movies} movies`);

  const cities = allCities();
  const american = cities.filter(({ country }) => country === 'US');
  assert.is(american.length, 150);
  assert.ok(american.every(({ postal_codes }) => postal_codes.length > 0));
  assert.ok(cities.every(({ time_zone }) => isTimeZone(time_zone)));

  const show_ids = new Set<string>();
  for (const city of cities) {
    for (const [date, shows] of showsByDate(city)) {
      assert.is(shows.length, 30, `${city.name} on ${date}`);
      assert.is(countOf(shows.map(({ cinema }) => cinema.cinema_id)), 10);
      assert.is(countOf(shows.map(({ cinema }) => cinema.name)), 10);
      const shows_of = grouped(shows, ({ movie }) => movie.title);
      assert.is(shows_of.size, 8, `movies in ${city.name} on ${date}`);
      for (const shows_of_movie of shows_of.values()) {
        assert.ok(countOf(shows_of_movie.map(({ cinema }) => cinema.cinema_id)) >= 2);
      }
      for (const show of shows) {
        checkShow(show, date);
        show_ids.add(show.show_id);
      }
      checkHallsAreFree(shows);
    }
  }
  assert.is(show_ids.size, 105_000);
});

function checkShow(show: Show, date: string): void {
  assert.ok(isUlid(show.show_id));
  assert.equal(
    show.seat_types.map(({ name, seats }) => [name, seats]),
    [
      ['regular', 200],
      ['premium', 100],
    ],
  );
  const [regular, premium] = show.seat_types.map(({ amount }) => amount);
  assert.ok(regular !== undefined && premium !== undefined && 0 < regular && regular < premium);

  const start = rfc3339(show.starts_at, show.cinema.time_zone);
  assert.is(start.slice(0, 10), date);
  assert.ok('13:00' <= start.slice(11, 16) && start.slice(11, 16) <= '21:45', start);
  assert.is(start.slice(16, 19), ':00');
  const { duration_minutes } = show.movie;
  assert.ok(duration_minutes !== null, 'a movie that runs has a known running time');
  assert.is(show.ends_at - show.starts_at, (duration_minutes + 15) * MINUTE);
}

function checkHallsAreFree(shows: readonly Show[]): void {
  for (const in_hall of grouped(shows, ({ hall_id }) => hall_id).values()) {
    const in_order = in_hall.toSorted((one, other) => one.starts_at - other.starts_at);
    for (const [index, show] of in_order.entries()) {
      const next = in_order[index + 1];
      if (next !== undefined)
        assert.ok(show.ends_at <= next.starts_at, `${show.show_id} and ${next.show_id}`);
    }
  }
}

demo('goes on with the days that it lacks when it is built again later', async () => {
  const [city] = allCities();
  if (city === undefined) throw new Error('the demo has cities');
  const before = showsByDate(city);

  const three_days_later = await buildDemo(catalogue, { from: FROM + 3 * 24 * 60 * MINUTE });
  assert.equal(three_days_later.shows, { added: 45_000, changed: 0, unchanged: 60_000 });
  assert.equal(three_days_later.cinemas, { added: 0, changed: 0, unchanged: 5_000 });
  assert.equal(showsByDate(city), before);
});

demo('leaves nothing behind when it is killed half way', async () => {
  const killed_folder = join(folder, 'killed');
  const modules = new URL('../../src/catalogue/', import.meta.url);
  const script = join(folder, 'build.mjs');
  writeFileSync(
    script,
    `import { openCatalogue } from '${new URL('open.js', modules)}';
    import { buildDemo } from '${new URL('demo/demo.js', modules)}';
    const catalogue = openCatalogue(${JSON.stringify(killed_folder)});
    await buildDemo(catalogue, { from: ${FROM}, progress: (done) => console.log(done) });`,
  );
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let done = 0;
  for await (const text of child.stdout) {
    done = Number(String(text).trim().split('\n').at(-1));
    if (done >= 50_000) child.kill('SIGKILL');
  }
  const [, signal] = await ended;
  assert.is(signal, 'SIGKILL');
  assert.ok(done < 118_000, `${done} things were imported`);

  const after = openCatalogue(killed_folder);
  assert.equal(after.counts(), { cities: 0, cinemas: 0, halls: 0, movies: 0, shows: 0 });
  after.close();
});

demo.run();
