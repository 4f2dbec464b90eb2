import type { Movie } from '../../shared/contract.ts';
import { texts } from '../../shared/texts/en.ts';
import * as api from '../api.ts';
import { element, link } from '../dom.ts';
import { hrefs } from '../router.ts';
import { rememberCity } from '../session.ts';
import { dayLinks, daysInCity } from './days.ts';
import type { View } from './view.ts';

/** What is on in a city on a day; today, where no day is asked for. */
export async function moviesView(city_id: string, asked: string | null, signal: AbortSignal): Promise<View> {
  const { city, date, movies } = await api.moviesInCity(city_id, asked, signal);
  rememberCity(city);
  return {
    title: texts.movies.title(city.name),
    element: element(
      'section',
      {},
      element('p', { class: 'back' }, link(texts.movies.otherCity, hrefs.cities)),
      element('h1', { tabindex: -1 }, texts.movies.title(city.name)),
      dayLinks(daysInCity(city), date, (day) => hrefs.movies(city_id, day)),
      movies.length === 0
        ? element('p', { class: 'quiet' }, texts.movies.none)
        : element('ul', { class: 'movies' }, ...movies.map((movie) => movieItem(movie, city_id, date))),
    ),
  };
}

function movieItem(movie: Movie, city_id: string, date: string): HTMLLIElement {
  return element(
    'li',
    {},
    link(movie.title, hrefs.shows(city_id, movie.movie_id, date)),
    element('span', { class: 'quiet' }, movieFacts(movie)),
  );
}

/** `Comedy · 102 min · by Ang Lee`: what is known of a movie, in one line. */
export function movieFacts(movie: Movie): string {
  return [
    movie.genre,
    movie.duration_minutes === null ? null : texts.movies.minutes(movie.duration_minutes),
    movie.language,
    movie.director === null ? null : texts.movies.by(movie.director),
  ]
    .filter((fact) => fact !== null)
    .join(' · ');
}
