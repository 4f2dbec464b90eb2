import { clock } from '../../shared/clock.ts';
import type { City } from '../../shared/contract.ts';
import { daysFrom, shortDay } from '../../shared/format.ts';
import { texts } from '../../shared/texts/en.ts';
import { element } from '../dom.ts';

const DAYS_SHOWN = 7;

/** Today and the days after it, as they are in the city. */
export function daysInCity(city: City): string[] {
  return daysFrom(clock.now(), city.time_zone, DAYS_SHOWN);
}

/** Links to the same place on other days. */
export function dayLinks(
  days: readonly string[],
  current: string,
  hrefOf: (date: string) => string,
): HTMLElement {
  return element(
    'nav',
    { class: 'days', 'aria-label': texts.movies.days },
    ...days.map((date, index) => {
      const { weekday, day } = shortDay(date);
      return element(
        'a',
        { href: hrefOf(date), ...(date === current ? { 'aria-current': 'date' } : {}) },
        element('span', {}, index === 0 ? texts.movies.today : weekday),
        element('span', {}, day),
      );
    }),
  );
}
