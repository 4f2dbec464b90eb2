import { InvalidArgumentError } from 'commander';
import { isUlid } from '../ids.ts';

// Each of these reads an argument as commander hands it over, and throws its InvalidArgumentError.

export function showId(text: string): string {
  const id = text.toUpperCase();
  if (!isUlid(id)) throw new InvalidArgumentError('It has to be the id of a show, 26 letters and digits.');
  return id;
}

export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It has to be a whole number.');
  return Number(text);
}

const RFC_3339 = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/i;

/** Unix milliseconds. A time without an offset would mean another moment on another machine. */
export function instant(text: string): number {
  const milliseconds = RFC_3339.test(text) ? Date.parse(text.replace(' ', 'T')) : Number.NaN;
  if (Number.isNaN(milliseconds)) {
    throw new InvalidArgumentError('It has to be a time with its offset, such as 2026-12-18T19:30:00Z.');
  }
  return milliseconds;
}

const DATE = /^\d{4}-\d\d-\d\d$/;

/** A day as `2026-12-18`, which there is. */
export function day(text: string): string {
  const at = DATE.test(text) ? Date.parse(`${text}T00:00Z`) : Number.NaN;
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text) {
    throw new InvalidArgumentError('It has to be a day, such as 2026-12-18.');
  }
  return text;
}

export function timeZone(text: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    throw new InvalidArgumentError('It has to be a time zone, such as Europe/Berlin or UTC.');
  }
}
