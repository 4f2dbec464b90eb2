import type { Database } from 'better-sqlite3';
import type { LayoutContent } from '../layouts.ts';
import type { ImportedHall } from './format.ts';
import { checkedLayout } from './layout-checks.ts';
import type { HallRow } from './rows.ts';
import type { ImportRun } from './run.ts';
import type { Entry } from './table.ts';

/** A hall whose layout the document changed. */
export interface RefittedHall {
  readonly place: string;
  readonly hall: Entry<HallRow>;
}

/** Gives the halls that have another layout than before: their shows are yet to follow. */
export function importHalls(run: ImportRun, halls: readonly ImportedHall[]): RefittedHall[] {
  const { database, problems, intakes } = run;
  const storeLayout = layoutWriter(database);
  const refitted: RefittedHall[] = [];

  for (const [index, hall] of halls.entries()) {
    const place = `/halls/${index}`;
    const taken = intakes.hall.take({
      place,
      key: hall.key,
      values: () => {
        const cinema = intakes.cinema.refer(`${place}/cinema`, hall.cinema);
        const layout = checkedLayout(hall, place, problems);
        if (cinema === null || layout === null) return null;
        return { cinema: cinema.number, name: hall.name, layout: storeLayout(layout) };
      },
      refusal: (before, changed) => {
        if (changed.includes('cinema'))
          return 'a hall cannot move to another cinema; import it under a new key';
        return changed.includes('layout') ? refusalToRefit(run, before) : null;
      },
    });
    if (taken === null || taken.before === null) continue;
    if (taken.before.values.layout !== taken.now.values.layout) refitted.push({ place, hall: taken.now });
  }
  return refitted;
}

/** A hall keeps its layout as long as a show in it is on sale: people have chosen their seats. */
function refusalToRefit({ database, options }: ImportRun, hall: Entry<HallRow>): string | null {
  const coming = database.prepare<[number, number], { show_id: string }>(
    'SELECT show_id FROM show WHERE hall = ? AND ends_at > ? ORDER BY starts_at, number',
  );
  const on_sale = coming.all(hall.number, options.now).find(({ show_id }) => options.onSale(show_id));
  if (on_sale === undefined) return null;
  return `the hall's rows and seat types may not change while a show in it is on sale, such as ${on_sale.show_id}`;
}

/** Gives the number of a layout, and stores it where it is new. */
function layoutWriter(database: Database): (layout: LayoutContent) => number {
  const find = database.prepare<[string], { number: number }>('SELECT number FROM layout WHERE content = ?');
  const insert = database.prepare<[string]>('INSERT INTO layout (content) VALUES (?)');
  return ({ seat_types, rows }) => {
    const content = JSON.stringify({ seat_types, rows });
    return find.get(content)?.number ?? Number(insert.run(content).lastInsertRowid);
  };
}
