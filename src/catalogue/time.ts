import { IANAZone } from 'luxon';

/** Times as people in a place read them. Instants are Unix milliseconds, zones IANA names, dates YYYY-MM-DD. */

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Whether this computer knows the IANA time zone. */
export function isTimeZone(zone: string): boolean {
  return IANAZone.isValidZone(zone);
}

/** The instant in RFC 3339 with the zone's offset, e.g. `2026-12-18T19:30:00+01:00`; milliseconds only where it has some. */
export function rfc3339(instant: number, zone: string): string {
  const offset = offsetAt(instant, zone);
  const local = new Date(instant + offset * MINUTE_MS).toISOString();
  const minutes = Math.abs(offset);
  const sign = offset < 0 ? '-' : '+';
  return `${local.slice(0, instant % 1_000 === 0 ? 19 : 23)}${sign}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/** The date in the zone at that instant. */
export function localDate(instant: number, zone: string): string {
  return new Date(instant + offsetAt(instant, zone) * MINUTE_MS).toISOString().slice(0, 10);
}

/** The date so many days later. */
export function addDays(date: string, days: number): string {
  return new Date(utcOfDate(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whether the text is a day of the calendar, written YYYY-MM-DD. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

/** The first instant of the local date, and the first one after it. Throws a `RangeError` where `date` is none. */
export function dayBounds(date: string, zone: string): { start: number; end: number } {
  const midnight = utcOfDate(date);
  return { start: firstInstantAt(midnight, zone), end: firstInstantAt(midnight + DAY_MS, zone) };
}

/**
 * The instants at which clocks in the zone show a local time: usually one, none where they are put forward over it,
 * two where they are put back. `local` is that time read as if it were UTC.
 */
export function instantsOfLocal(local: number, zone: string): number[] {
  const before = offsetAt(local - DAY_MS, zone);
  const after = offsetAt(local + DAY_MS, zone);
  const offsets = before === after ? [before] : [before, after];
  return offsets
    .map((offset) => local - offset * MINUTE_MS)
    .filter((instant) => instant + offsetAt(instant, zone) * MINUTE_MS === local)
    .sort((one, other) => one - other);
}

/** The first instant at which clocks in the zone show the local time, which is read as if it were UTC, or a later one. */
export function firstInstantAt(local: number, zone: string): number {
  const [first] = instantsOfLocal(local, zone);
  // Clocks that are put forward at midnight: the day begins at that moment, by the offset that ends with it.
  return first ?? local - offsetAt(local - DAY_MS, zone) * MINUTE_MS;
}

function utcOfDate(date: string): number {
  if (!isDate(date)) throw new RangeError(`'${date}' is not a date written YYYY-MM-DD`);
  return Date.parse(`${date}T00:00:00Z`);
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : `${number}`;
}

/** Offsets by zone and UTC day, for days on which they do not change. */
const offsets_of_days = new Map<string, Map<number, number>>();
let days_remembered = 0;
const DAYS_TO_REMEMBER = 100_000;

/**
 * Minutes that the zone's clocks are ahead of UTC. Intl takes microseconds for this and a listing asks hundreds of
 * times, so the answer is remembered for every day that begins and ends with the same one.
 */
function offsetAt(instant: number, zone: string): number {
  const day = Math.floor(instant / DAY_MS);
  let days = offsets_of_days.get(zone);
  const known = days?.get(day);
  if (known !== undefined) return known;

  const offset = offsetByIntl(day * DAY_MS, zone);
  if (offset !== offsetByIntl((day + 1) * DAY_MS, zone)) return offsetByIntl(instant, zone);
  if (days_remembered >= DAYS_TO_REMEMBER) {
    offsets_of_days.clear();
    days_remembered = 0;
    days = undefined;
  }
  if (days === undefined) {
    days = new Map();
    offsets_of_days.set(zone, days);
  }
  days.set(day, offset);
  days_remembered++;
  return offset;
}

function offsetByIntl(instant: number, zone: string): number {
  const offset = IANAZone.create(zone).offset(instant);
  if (Number.isNaN(offset))
    throw new RangeError(`'${zone}' is not a time zone, or ${instant} not an instant`);
  return Math.round(offset);
}
