import type { CinemaShows, MovieShows } from '../../shared/contract.ts';
import { texts } from '../../shared/texts.ts';
import { hrefs } from '../frame/route.ts';
import type { View } from '../frame/view.ts';
import * as api from '../service/api.ts';
import { Days } from './days.tsx';
import { movieFacts } from './movie-facts.ts';
import { ShowTime } from './show-time.tsx';

export async function openShows(
  city_id: string,
  movie_id: string,
  asked: string | null,
  signal: AbortSignal,
): Promise<View> {
  const listing = await api.showsOfMovie(city_id, movie_id, asked, signal);
  return { title: listing.movie.title, content: <ShowsPage {...listing} /> };
}

/** Where and when a movie is shown in a city on a day, with what is left by seat type. */
function ShowsPage({ city, date, movie, cinemas }: MovieShows) {
  return (
    <section>
      <p class="back">
        <a href={hrefs.movies(city.city_id, date)}>{texts.shows.otherMovie(city.name)}</a>
      </p>
      <h1 tabIndex={-1}>{movie.title}</h1>
      <p class="quiet">{movieFacts(movie)}</p>
      {movie.description === null ? null : <p class="description">{movie.description}</p>}
      <Days city={city} current={date} hrefOf={(day) => hrefs.shows(city.city_id, movie.movie_id, day)} />
      {cinemas.length === 0 ? <p class="quiet">{texts.shows.none}</p> : cinemas.map(cinemaPart)}
    </section>
  );
}

function cinemaPart({ cinema_id, name, address, shows }: CinemaShows) {
  return (
    <section key={cinema_id} class="cinema">
      <h2>{name}</h2>
      {address === null ? null : <p class="quiet">{address}</p>}
      <ul class="shows">
        {shows.map((show) => (
          <li key={show.show_id}>
            <ShowTime {...show} />
          </li>
        ))}
      </ul>
    </section>
  );
}
