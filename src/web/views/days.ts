import type { City } from '../contract.ts';
import { element } from '../dom.ts';
import { daysFrom, shortDay } from '../format.ts';
import { clock } from '../http.ts';
import { texts } from '../texts.ts';

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
