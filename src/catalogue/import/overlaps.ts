import { rfc3339 } from '../time.ts';
import type { ImportRun } from './run.ts';
import { LONGEST_SHOW_MS } from './show-times.ts';
import type { ImportedShowRow } from './shows.ts';

interface Occupation {
  readonly number: number;
  readonly show_id: string;
  readonly starts_at: number;
  readonly ends_at: number;
}

/** Finds shows of the document that are in their hall while another show is, be that in the document or not. */
export function checkOverlaps(run: ImportRun, imported: readonly ImportedShowRow[]): void {
  const place_of = new Map(imported.map(({ place, show }) => [show.number, place]));
  const occupations = run.database.prepare<[number, number, number], Occupation>(`
    SELECT number, show_id, starts_at, ends_at FROM show
    WHERE hall = ? AND starts_at > ? AND starts_at < ? ORDER BY starts_at, number`);

  for (const [hall_number, { from, until }] of spans(imported)) {
    let longest: Occupation | null = null;
    for (const show of occupations.all(hall_number, from - LONGEST_SHOW_MS, until)) {
      if (longest !== null && show.starts_at < longest.ends_at) {
        const [later, earlier] = place_of.has(show.number) ? [show, longest] : [longest, show];
        const zone = run.cityOf(run.tables.hall.byNumber(hall_number)).values.time_zone;
        const name = place_of.get(earlier.number) ?? `the show ${earlier.show_id}`;
        run.problems.add(
          place_of.get(later.number) ?? '/shows',
          `overlaps with ${name}, which is in the same hall from ${rfc3339(earlier.starts_at, zone)} to ${rfc3339(earlier.ends_at, zone)}`,
        );
      }
      if (longest === null || show.ends_at > longest.ends_at) longest = show;
    }
  }
}

/** From the first start to the last end in each hall, by the hall's number. */
function spans(imported: readonly ImportedShowRow[]): Map<number, { from: number; until: number }> {
  const spans = new Map<number, { from: number; until: number }>();
  for (const { show } of imported) {
    const { hall, starts_at, ends_at } = show.values;
    const span = spans.get(hall) ?? { from: starts_at, until: ends_at };
    spans.set(hall, { from: Math.min(span.from, starts_at), until: Math.max(span.until, ends_at) });
  }
  return spans;
}
