import { instantsOfLocal } from '../time.ts';
import type { ImportedShow } from './format.ts';
import type { Problems } from './problems.ts';

const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);
const MINUTE_MS = 60_000;

/** The overlap check relies on this: whoever overlaps with a show started less than this before it. */
export const LONGEST_SHOW_MS = 24 * 3_600_000;

interface ShowTimes {
  /** Unix milliseconds. */
  readonly starts_at: number;
  readonly ends_at: number;
}

/** When a show starts and ends; null where the document is wrong about that, with the problems told. */
export function readTimes(
  show: ImportedShow,
  place: string,
  zone: string,
  duration_minutes: number | null,
  problems: Problems,
): ShowTimes | null {
  const starts_at = readInstant(show.start_time, `${place}/start_time`, zone, problems);
  if (show.end_time === undefined) {
    if (duration_minutes === null) {
      problems.add(place, '"end_time" is missing, and the movie has no "duration_minutes" to tell it by');
      return null;
    }
    return starts_at === null ? null : { starts_at, ends_at: starts_at + duration_minutes * MINUTE_MS };
  }
  const ends_at = readInstant(show.end_time, `${place}/end_time`, zone, problems);
  if (starts_at === null || ends_at === null) return null;
  if (ends_at <= starts_at || ends_at - starts_at > LONGEST_SHOW_MS) {
    const wrong = ends_at <= starts_at ? 'is not after' : 'is more than a day after';
    problems.add(`${place}/end_time`, `"${show.end_time}" ${wrong} the start, "${show.start_time}"`);
    return null;
  }
  return { starts_at, ends_at };
}

/** Reads a time of the import format: with an offset, or as clocks in the zone show it. */
function readInstant(text: string, place: string, zone: string, problems: Problems): number | null {
  const local_text = text.replace(/(Z|[+-]\d\d:\d\d)$/, '');
  const offset_text = text.slice(local_text.length);
  const local = Date.parse(`${local_text}Z`);
  const refuse = (wrong: string): null => {
    problems.add(place, wrong);
    return null;
  };

  // `Date` takes the 31st of June for the 1st of July.
  if (Number.isNaN(local) || !new Date(local).toISOString().startsWith(local_text)) {
    return refuse(`there is no such time as "${text}"`);
  }
  if (local < EARLIEST || local >= LATEST) return refuse(`"${text}" is not in the years 2000 to 2199`);
  if (offset_text !== '') {
    const instant = Date.parse(text);
    return Number.isNaN(instant) ? refuse(`there is no such offset as "${offset_text}"`) : instant;
  }
  const [instant, another] = instantsOfLocal(local, zone);
  if (instant === undefined) return refuse(`clocks in ${zone} are put forward over "${text}"`);
  if (another !== undefined) {
    return refuse(`clocks in ${zone} show "${text}" twice, as they are put back; write it with its offset`);
  }
  return instant;
}
