import fc from 'fast-check';
import { DateTime } from 'luxon';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  addDays,
  dayBounds,
  instantsOfLocal,
  isDate,
  isTimeZone,
  localDate,
  rfc3339,
} from '../../src/catalogue/time.ts';

const time = suite('local times');

const HOUR = 3_600_000;

time('an instant is written with the offset that the zone has at that moment', () => {
  const cases = [
    ['2026-12-18T18:30:00Z', 'Europe/Berlin', '2026-12-18T19:30:00+01:00'],
    ['2026-06-18T18:30:00Z', 'Europe/Berlin', '2026-06-18T20:30:00+02:00'],
    // The minute before clocks in New York are put forward, and the one at which they are.
    ['2026-03-08T06:59:00Z', 'America/New_York', '2026-03-08T01:59:00-05:00'],
    ['2026-03-08T07:00:00Z', 'America/New_York', '2026-03-08T03:00:00-04:00'],
    // The hour that New York has twice.
    ['2026-11-01T05:30:00Z', 'America/New_York', '2026-11-01T01:30:00-04:00'],
    ['2026-11-01T06:30:00Z', 'America/New_York', '2026-11-01T01:30:00-05:00'],
    ['2026-11-23T20:00:00Z', 'Asia/Kolkata', '2026-11-24T01:30:00+05:30'],
    ['2026-11-23T20:00:00Z', 'Asia/Kathmandu', '2026-11-24T01:45:00+05:45'],
    // By half an hour only.
    ['2026-04-04T14:59:00Z', 'Australia/Lord_Howe', '2026-04-05T01:59:00+11:00'],
    ['2026-04-04T15:00:00Z', 'Australia/Lord_Howe', '2026-04-05T01:30:00+10:30'],
    ['2026-11-23T20:00:00Z', 'Pacific/Kiritimati', '2026-11-24T10:00:00+14:00'],
    ['2026-11-23T20:00:00Z', 'UTC', '2026-11-23T20:00:00+00:00'],
    ['2026-11-23T20:00:00.125Z', 'UTC', '2026-11-23T20:00:00.125+00:00'],
  ] as const;
  for (const [instant, zone, written] of cases) {
    assert.is(rfc3339(Date.parse(instant), zone), written);
    assert.is(localDate(Date.parse(instant), zone), written.slice(0, 10));
  }
});

time('a day is as long as the clocks make it', () => {
  const hours = (date: string, zone: string): number => {
    const { start, end } = dayBounds(date, zone);
    return (end - start) / HOUR;
  };
  assert.is(hours('2026-11-23', 'Europe/Berlin'), 24);
  assert.is(hours('2026-03-29', 'Europe/Berlin'), 23);
  assert.is(hours('2026-10-25', 'Europe/Berlin'), 25);
  assert.is(hours('2026-04-05', 'Australia/Lord_Howe'), 24.5);
  // Clocks in Beirut and Havana change at midnight.
  assert.is(hours('2026-03-29', 'Asia/Beirut'), 23);
  assert.is(
    rfc3339(dayBounds('2026-03-29', 'Asia/Beirut').start, 'Asia/Beirut'),
    '2026-03-29T01:00:00+03:00',
  );
  assert.is(hours('2026-11-01', 'America/Havana'), 25);
});

time('clocks show some times never and some twice', () => {
  const instants = (local: string, zone: string): string[] =>
    instantsOfLocal(Date.parse(`${local}Z`), zone).map((instant) => new Date(instant).toISOString());
  assert.equal(instants('2026-07-01T19:30', 'Europe/Berlin'), ['2026-07-01T17:30:00.000Z']);
  assert.equal(instants('2026-03-29T02:30', 'Europe/Berlin'), []);
  assert.equal(instants('2026-10-25T02:30', 'Europe/Berlin'), [
    '2026-10-25T00:30:00.000Z',
    '2026-10-25T01:30:00.000Z',
  ]);
  assert.equal(instants('2026-10-25T03:00', 'Europe/Berlin'), ['2026-10-25T02:00:00.000Z']);
});

const ZONES = [
  'America/New_York',
  'America/Sao_Paulo',
  'America/Havana',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Europe/Berlin',
  'Europe/Dublin',
  'Pacific/Auckland',
  'Pacific/Chatham',
];
const zones = fc.constantFrom(...ZONES);
const instants = fc
  .integer({ min: Date.UTC(2005, 0, 1) / 1_000, max: Date.UTC(2040, 0, 1) / 1_000 })
  .map((s) => s * 1_000);

time('luxon writes every instant alike', () => {
  fc.assert(
    fc.property(instants, zones, (instant, zone) => {
      const luxon = DateTime.fromMillis(instant, { zone });
      assert.is(rfc3339(instant, zone), luxon.toFormat("yyyy-MM-dd'T'HH:mm:ssZZ"));
      assert.is(localDate(instant, zone), luxon.toISODate());
    }),
    { numRuns: 5_000 },
  );
});

time('every instant lies within the bounds of its local date and within no other', () => {
  fc.assert(
    fc.property(instants, zones, (instant, zone) => {
      const date = localDate(instant, zone);
      const { start, end } = dayBounds(date, zone);
      assert.ok(start <= instant && instant < end, `${date} in ${zone}`);
      assert.is(dayBounds(addDays(date, 1), zone).start, end);
      assert.is(localDate(start, zone), date);
      assert.is(localDate(start - 1, zone), addDays(date, -1));
    }),
    { numRuns: 5_000 },
  );
});

time('every instant is among those of the local time that it has', () => {
  fc.assert(
    fc.property(instants, zones, (instant, zone) => {
      const local = Date.parse(`${rfc3339(instant, zone).slice(0, 19)}Z`);
      assert.ok(instantsOfLocal(local, zone).includes(instant));
    }),
    { numRuns: 5_000 },
  );
});

time('only days of the calendar and zones of the registry pass', () => {
  assert.ok(isDate('2028-02-29'));
  for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', '20260101', '', '2026-01-01T00:00']) {
    assert.not(isDate(text), text);
  }
  assert.ok(isTimeZone('Europe/Berlin'));
  assert.not(isTimeZone('Europe/Atlantis'));
  assert.throws(() => rfc3339(0, 'Europe/Atlantis'), /not a time zone/);
  assert.throws(() => dayBounds('2026-02-29', 'UTC'), /not a date/);
  assert.is(addDays('2026-12-31', 1), '2027-01-01');
});

time.run();
