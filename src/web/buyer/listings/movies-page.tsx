import type { CityMovies } from '../../shared/contract.ts';
import { texts } from '../../shared/texts.ts';
import { hrefs } from '../frame/route.ts';
import type { View } from '../frame/view.ts';
import * as api from '../service/api.ts';
import { rememberCity } from '../service/session.ts';
import { Days } from './days.tsx';
import { movieFacts } from './movie-facts.ts';

/** `asked` is a date, YYYY-MM-DD; null is today in the city. */
export async function openMovies(city_id: string, asked: string | null, signal: AbortSignal): Promise<View> {
  const listing = await api.moviesInCity(city_id, asked, signal);
  rememberCity(listing.city);
  return { title: texts.movies.title(listing.city.name), content: <MoviesPage {...listing} /> };
}

/** What is on in a city on a day. */
function MoviesPage({ city, date, movies }: CityMovies) {
  return (
    <section>
      <p class="back">
        <a href={hrefs.cities}>{texts.movies.otherCity}</a>
      </p>
      <h1 tabIndex={-1}>{texts.movies.title(city.name)}</h1>
      <Days city={city} current={date} hrefOf={(day) => hrefs.movies(city.city_id, day)} />
      {movies.length === 0 ? (
        <p class="quiet">{texts.movies.none}</p>
      ) : (
        <ul class="movies">
          {movies.map((movie) => (
            <li key={movie.movie_id}>
              <a href={hrefs.shows(city.city_id, movie.movie_id, date)}>{movie.title}</a>
              <span class="quiet">{movieFacts(movie)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
