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

type WindowsOf = (now: number, start_date: string | null, end_date: string | null) => Windows;

/**
 * Gives the shows from now on that start within days or minutes, which begin and end at another time in each zone. What
 * clocks say there is remembered: the same few days are asked for again and again.
 */
export function windowFinder({ zones, shows }: Programme): WindowsOf {
  const { starts_at } = shows;
  const starts = remembered((date) => Float64Array.from(zones, (zone) => startOf(date, zone)));
  const ends = remembered((date) => Float64Array.from(zones, (zone) => endOf(date, zone)));

  return (now, start_date, end_date) => {
    const first_of_all = lowerBound(starts_at, now);
    const first = new Uint32Array(zones.length).fill(first_of_all);
    const end = new Uint32Array(zones.length).fill(starts_at.length);
    if (start_date === null && end_date === null) {
      return { first, end, least: first_of_all, most: starts_at.length, is_same: true };
    }
    for (const [zone, instant] of (start_date === null ? [] : starts(start_date)).entries()) {
      first[zone] = Math.max(first_of_all, lowerBound(starts_at, instant));
    }
    for (const [zone, instant] of (end_date === null ? [] : ends(end_date)).entries()) {
      end[zone] = lowerBound(starts_at, instant);
    }
    return { first, end, least: Math.min(...first), most: Math.max(...end), is_same: false };
  };
}

const DATES_REMEMBERED = 100;

function remembered(instantsOf: (date: string) => Float64Array): (date: string) => Float64Array {
  const known = new Map<string, Float64Array>();
  return (date) => {
    const instants = known.get(date) ?? instantsOf(date);
    if (known.size >= DATES_REMEMBERED) known.clear();
    known.set(date, instants);
    return instants;
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
