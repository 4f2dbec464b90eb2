import type { ImportedShow } from './format.ts';
import { amountsOf, checkPrices } from './prices.ts';
import { isCurrency } from './registries.ts';
import type { HallRow, MovieRow, ShowRow } from './rows.ts';
import type { ImportRun } from './run.ts';
import { readTimes } from './show-times.ts';
import type { Entry } from './table.ts';

/** A show of the document as it now is in the catalogue. */
export interface ImportedShowRow {
  readonly place: string;
  readonly show: Entry<ShowRow>;
}

/** The document's fields, by the column that they set. */
const FIELDS: Readonly<Record<keyof ShowRow, string>> = {
  movie: 'movie',
  hall: 'hall',
  city: 'hall',
  layout: 'hall',
  starts_at: 'start_time',
  ends_at: 'end_time',
  currency: 'currency',
  amounts: 'prices',
};

export function importShows(run: ImportRun, shows: readonly ImportedShow[]): ImportedShowRow[] {
  const { options, intakes } = run;
  const imported: ImportedShowRow[] = [];

  for (const [index, show] of shows.entries()) {
    const place = `/shows/${index}`;
    const taken = intakes.show.take({
      place,
      key: show.key,
      values: (before) => {
        const movie = intakes.movie.refer(`${place}/movie`, show.movie);
        const hall = intakes.hall.refer(`${place}/hall`, show.hall);
        return movie === null || hall === null ? null : rowOf(run, show, place, { before, movie, hall });
      },
      refusal: (before, changed) => {
        if (!options.onSale(before.id)) return null;
        const fields = new Set(changed.map((column) => FIELDS[column]));
        return `the show ${before.id} is on sale and keeps its ${[...fields].join(', ')}`;
      },
    });
    if (taken !== null) imported.push({ place, show: taken.now });
  }
  return imported;
}

interface Around {
  readonly before: Entry<ShowRow> | null;
  readonly movie: Entry<MovieRow>;
  readonly hall: Entry<HallRow>;
}

function rowOf(run: ImportRun, show: ImportedShow, place: string, around: Around): ShowRow | null {
  const { problems } = run;
  const { movie, hall } = around;
  const city = run.cityOf(hall);
  const layout = layoutFor(run, around);
  const hall_layout = run.layoutOf(layout);

  const problems_before = problems.count;
  const times = readTimes(show, place, city.values.time_zone, movie.values.duration_minutes, problems);
  checkPrices(show.prices, `${place}/prices`, hall_layout, problems);
  if (!isCurrency(show.currency)) {
    problems.add(`${place}/currency`, `"${show.currency}" is not a currency of ISO 4217`);
  }
  if (times === null || problems.count > problems_before) return null;
  return {
    movie: movie.number,
    hall: hall.number,
    city: city.number,
    layout,
    starts_at: times.starts_at,
    ends_at: times.ends_at,
    currency: show.currency,
    amounts: amountsOf(hall_layout, show.prices),
  };
}

/** The layout that the hall has now, but for a show that is over: that keeps the one which it was sold with. */
function layoutFor({ options }: ImportRun, { before, hall }: Around): number {
  const is_over =
    before !== null && before.values.hall === hall.number && before.values.ends_at <= options.now;
  return is_over ? before.values.layout : hall.values.layout;
}
