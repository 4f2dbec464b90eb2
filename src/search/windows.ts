import { dayBounds, firstInstantAt } from '../catalogue/time.ts';
import { lowerBound, type Programme } from './programme/programme.ts';

/** From which show on, and before which, each time zone's shows are looked at: by index of zone, ordinals of shows. */
export interface Windows {
  readonly first: Uint32Array;
  readonly end: Uint32Array;
  /** Over all zones. */
  readonly least: number;
  readonly most: number;
  /** Whether it is the same for all zones. */
  readonly is_same: boolean;
}

const MINUTE_MS = 60_000;

/** The shows from now on that start within the days or minutes, which begin and end at another time in each zone. */
export function windowsOf(
  { zones, shows }: Programme,
  now: number,
  start_date: string | null,
  end_date: string | null,
): Windows {
  const least_of_all = lowerBound(shows.starts_at, now);
  const first = new Uint32Array(zones.length).fill(least_of_all);
  const end = new Uint32Array(zones.length).fill(shows.starts_at.length);
  for (const [zone, name] of zones.entries()) {
    if (start_date !== null) {
      first[zone] = Math.max(least_of_all, lowerBound(shows.starts_at, startOf(start_date, name)));
    }
    if (end_date !== null) end[zone] = lowerBound(shows.starts_at, endOf(end_date, name));
  }
  const is_same = start_date === null && end_date === null;
  if (is_same) return { first, end, least: least_of_all, most: shows.starts_at.length, is_same };
  return {
    first,
    end,
    least: first.reduce((least, ordinal) => Math.min(least, ordinal), shows.starts_at.length),
    most: end.reduce((most, ordinal) => Math.max(most, ordinal), 0),
    is_same,
  };
}

/** The first instant at which clocks in the zone show the day or the minute. */
function startOf(date: string, zone: string): number {
  return isDay(date) ? dayBounds(date, zone).start : firstInstantAt(localOf(date), zone);
}

/** The first instant at which they show the one after it. */
function endOf(date: string, zone: string): number {
  return isDay(date) ? dayBounds(date, zone).end : firstInstantAt(localOf(date) + MINUTE_MS, zone);
}

function isDay(date: string): boolean {
  return !date.includes('T');
}

/** The local time read as if it were UTC. */
function localOf(date: string): number {
  return Date.parse(`${date}:00Z`);
}
