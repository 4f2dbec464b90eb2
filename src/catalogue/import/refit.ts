import type { RefittedHall } from './halls.ts';
import { amountsOf, list, pricesOf, unpriced } from './prices.ts';
import type { ImportRun } from './run.ts';

interface StaleShow {
  readonly number: number;
  readonly show_id: string;
  readonly layout: number;
  readonly amounts: string;
}

/**
 * Brings the coming shows of halls with a new layout to that layout: those that the document itself did not.
 * None of them is on sale. Comes after the document's shows, as these may give the prices for new seat types.
 */
export function refitShows(run: ImportRun, refitted: readonly RefittedHall[]): void {
  const { database, options, problems, layoutOf } = run;
  const stale = database.prepare<[number, number, number], StaleShow>(
    'SELECT number, show_id, layout, amounts FROM show WHERE hall = ? AND layout <> ? AND ends_at > ?',
  );
  const refit = database.prepare<[number, string, number]>(
    'UPDATE show SET layout = ?, amounts = ? WHERE number = ?',
  );

  for (const { place, hall } of refitted) {
    const layout = layoutOf(hall.values.layout);
    for (const show of stale.all(hall.number, hall.values.layout, options.now)) {
      const prices = pricesOf(layoutOf(show.layout), show.amounts);
      const missing = unpriced(layout, prices);
      if (missing.length === 0) refit.run(hall.values.layout, amountsOf(layout, prices), show.number);
      else {
        problems.add(
          `${place}/seat_types`,
          `the show ${show.show_id} in this hall has no price for ${list(missing)}; add it to the document with its prices`,
        );
      }
    }
  }
}
