import type { Money } from './contract.ts';
import { minorDigits } from './minor-digits.ts';

/** The page is in English; how dates and times are written follows the reader's kind of it. */
const LOCALE = navigator.language.startsWith('en') ? navigator.language : 'en';

const regions = new Intl.DisplayNames(LOCALE, { type: 'region' });
const list = new Intl.ListFormat(LOCALE, { type: 'conjunction' });
const timeOfDay = new Intl.DateTimeFormat(LOCALE, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
/** By the device's clock, for what happens to who looks at it, wherever the cinema is. */
const ownTimeOfDay = new Intl.DateTimeFormat(LOCALE, { hour: 'numeric', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: 'short', timeZone: 'UTC' });
const dayAndMonth = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const wholeDate = new Intl.DateTimeFormat(LOCALE, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});
const ordinals = new Intl.PluralRules(LOCALE, { type: 'ordinal' });
const ORDINAL_ENDINGS: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };

const DAY_MS = 24 * 3_600_000;

export function money({ amount, currency }: Money): string {
  const digits = minorDigits(currency);
  const is_whole = amount % 10 ** digits === 0;
  // The browser leaves minor units out where nobody uses them any more, as of forint, and that is right for whole ones.
  const style = { style: 'currency', currency } as const;
  const format = is_whole
    ? new Intl.NumberFormat(LOCALE, style)
    : new Intl.NumberFormat(LOCALE, { ...style, minimumFractionDigits: digits });
  return format.format(amount / 10 ** digits);
}

export function countryName(code: string): string {
  return regions.of(code) ?? code;
}

/** The clock at the cinema's wall: the offset at the end of the time is dropped, not converted. */
export function clockTime(time: string): string {
  return timeOfDay.format(wallTime(time));
}

/** A moment on the clock of who looks at it. */
export function momentOfDay(time: string): string {
  return ownTimeOfDay.format(Date.parse(time));
}

export function longDate(time: string): string {
  return wholeDate.format(wallTime(time));
}

/** The weekday and the day of a date, YYYY-MM-DD. */
export function shortDay(date: string): { weekday: string; day: string } {
  const moment = new Date(`${date}T00:00:00Z`);
  return { weekday: weekday.format(moment), day: dayAndMonth.format(moment) };
}

/** Today in the time zone and the days after it, YYYY-MM-DD. */
export function daysFrom(now: number, time_zone: string, count: number): string[] {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: time_zone, dateStyle: 'short' });
  const today = Date.parse(`${parts.format(now)}T00:00:00Z`);
  return Array.from({ length: count }, (_, day) => new Date(today + day * DAY_MS).toISOString().slice(0, 10));
}

/** `4:09`; never below `0:00`. */
export function timeLeft(left_ms: number): string {
  const seconds = Math.max(0, Math.ceil(left_ms / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export function ordinal(position: number): string {
  return `${position}${ORDINAL_ENDINGS[ordinals.select(position)] ?? 'th'}`;
}

/** `row A seats 3 and 4; row B seat 1`. */
export function seatNames(seats: readonly { readonly row: string; readonly number: number }[]): string {
  const rows = new Map<string, number[]>();
  for (const { row, number } of seats) rows.set(row, [...(rows.get(row) ?? []), number]);
  return [...rows]
    .map(([row, numbers]) => {
      const names = list.format(numbers.sort((a, b) => a - b).map(String));
      return `row ${row} ${numbers.length === 1 ? 'seat' : 'seats'} ${names}`;
    })
    .join('; ');
}

function wallTime(time: string): number {
  return Date.parse(`${time.slice(0, 19)}Z`);
}
