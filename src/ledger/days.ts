/** Days as they are written, e.g. `2026-12-18`, so that they sort by time. Times are Unix milliseconds. */
export type DayOf = (at: number) => string;

/** In every zone there is a day begins at a whole quarter of an hour of UTC. */
const QUARTER_MS = 900_000;

/** Tells the day of a time in a zone of the IANA's, e.g. `Europe/Berlin`. Throws a RangeError where there is no such zone. */
export function daysIn(zone: string): DayOf {
  // Swedish dates are written as ISO 8601 has them.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
  let newest_quarter = Number.NaN;
  let newest_day = '';
  return (at) => {
    // Formatting is slow, and what happens comes mostly in the order of time.
    const quarter = Math.floor(at / QUARTER_MS);
    if (quarter !== newest_quarter) {
      newest_quarter = quarter;
      newest_day = format.format(at);
    }
    return newest_day;
  };
}
