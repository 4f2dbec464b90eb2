import { clock } from '../../shared/clock.ts';
import type { Show } from '../../shared/contract.ts';
import { clockTime, longDate } from '../../shared/format.ts';
import { texts } from '../../shared/texts.ts';
import { hrefs } from '../frame/route.ts';

/** What is shown, when and where, and the way back. */
export function HallHeading({ movie, cinema, hall, city, start_time }: Show) {
  const date = start_time.slice(0, 10);
  return (
    <header>
      <p class="back">
        <a href={hrefs.shows(city.city_id, movie.movie_id, date)}>{texts.hall.otherShows}</a>
      </p>
      <h1 tabIndex={-1}>{movie.title}</h1>
      <p>
        {longDate(start_time)}, {clockTime(start_time)}
      </p>
      <p class="quiet">
        {cinema.name}, {hall.name}
      </p>
      {clock.now() >= Date.parse(start_time) ? <p class="warning">{texts.hall.started}</p> : null}
    </header>
  );
}
