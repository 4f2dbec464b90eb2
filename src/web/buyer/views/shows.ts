import { clock } from '../../shared/clock.ts';
import type { CinemaShows, ListedShow } from '../../shared/contract.ts';
import { clockTime, money } from '../../shared/format.ts';
import { texts } from '../../shared/texts/en.ts';
import * as api from '../api.ts';
import { element, link } from '../dom.ts';
import { hrefs } from '../router.ts';
import { dayLinks, daysInCity } from './days.ts';
import { movieFacts } from './movies.ts';
import type { View } from './view.ts';

/** Where and when a movie is shown in a city, with what is left by seat type. */
export async function showsView(
  city_id: string,
  movie_id: string,
  asked: string | null,
  signal: AbortSignal,
): Promise<View> {
  const { city, date, movie, cinemas } = await api.showsOfMovie(city_id, movie_id, asked, signal);
  return {
    title: movie.title,
    element: element(
      'section',
      {},
      element('p', { class: 'back' }, link(texts.shows.otherMovie(city.name), hrefs.movies(city_id, date))),
      element('h1', { tabindex: -1 }, movie.title),
      element('p', { class: 'quiet' }, movieFacts(movie)),
      dayLinks(daysInCity(city), date, (day) => hrefs.shows(city_id, movie_id, day)),
      ...(cinemas.length === 0
        ? [element('p', { class: 'quiet' }, texts.shows.none)]
        : cinemas.map(cinemaPart)),
    ),
  };
}

function cinemaPart(cinema: CinemaShows): HTMLElement {
  return element(
    'section',
    { class: 'cinema' },
    element('h2', {}, cinema.name),
    cinema.address === null ? null : element('p', { class: 'quiet' }, cinema.address),
    element('ul', { class: 'shows' }, ...cinema.shows.map((show) => element('li', {}, showItem(show)))),
  );
}

function showItem(show: ListedShow): HTMLElement {
  const time = element('strong', {}, clockTime(show.start_time));
  if (clock.now() >= Date.parse(show.start_time)) {
    return element('div', { class: 'show started' }, time, element('span', {}, texts.shows.started));
  }
  return element(
    'a',
    { href: hrefs.hall(show.show_id), class: 'show' },
    time,
    ...show.seats.map(({ type, price, status }) =>
      element(
        'span',
        { class: 'availability', 'data-status': status },
        element('span', {}, `${type} ${money(price)}`),
        ' ',
        element('span', { class: 'status' }, texts.shows.availability[status]),
      ),
    ),
  );
}
