import { clock } from '../../shared/clock.ts';
import type { City } from '../../shared/contract.ts';
import { daysFrom, shortDay } from '../../shared/format.ts';
import { texts } from '../../shared/texts.ts';

const DAYS_SHOWN = 7;

interface DaysProps {
  readonly city: City;
  /** YYYY-MM-DD. */
  readonly current: string;
  readonly hrefOf: (date: string) => string;
}

/** Links to the same place on today and the days after it, as they are in the city. */
export function Days({ city, current, hrefOf }: DaysProps) {
  return (
    <nav class="days" aria-label={texts.movies.days}>
      {daysFrom(clock.now(), city.time_zone, DAYS_SHOWN).map((date, index) => {
        const { weekday, day } = shortDay(date);
        return (
          <a key={date} href={hrefOf(date)} aria-current={date === current ? 'date' : undefined}>
            <span>{index === 0 ? texts.movies.today : weekday}</span>
            <span>{day}</span>
          </a>
        );
      })}
    </nav>
  );
}
