import { words } from './texts.ts';

const LOCALE = navigator.language.startsWith('en') ? navigator.language : 'en';

const whole = new Intl.NumberFormat(LOCALE);
const tenths = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const onClock = new Intl.DateTimeFormat(LOCALE, { timeStyle: 'medium' });
const onDay = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'medium' });

export function number(value: number): string {
  return whole.format(value);
}

/** A second; small ones with a tenth. */
export function rate(value: number | null): string {
  if (value === null) return words.none;
  const text = value < 10 && value > 0 ? tenths.format(value) : whole.format(Math.round(value));
  return words.figures.perSecond(text);
}

export function milliseconds(value: number | null): string {
  if (value === null) return words.none;
  if (value >= 1_000) return `${tenths.format(value / 1_000)} s`;
  return `${value < 10 ? tenths.format(value) : whole.format(Math.round(value))} ms`;
}

/** How long it is from a time to another, RFC 3339: `0:07`, `12:30`, `3:05:00`, `2 d 4 h`. */
export function duration(from: string, until: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(until) - Date.parse(from)) / 1_000));
  const two = (part: number): string => String(part).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  if (hours >= 24) return `${Math.floor(hours / 24)} d ${hours % 24} h`;
  if (hours > 0) return `${hours}:${two(minutes)}:${two(seconds % 60)}`;
  return `${minutes}:${two(seconds % 60)}`;
}

/** The time on this computer's clock. */
export function timeHere(time: string): string {
  return onClock.format(Date.parse(time));
}

export function dayAndTimeHere(time: string): string {
  return onDay.format(Date.parse(time));
}

const atCinema = new Intl.DateTimeFormat(LOCALE, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** The day and time on the cinema's wall: the offset at the end is dropped, not converted. */
export function dayAndTimeAtCinema(time: string): string {
  return atCinema.format(Date.parse(`${time.slice(0, 19)}Z`));
}
