import Type from 'typebox';
import type { City } from '../../catalogue/catalogue.ts';
import { isDate, localDate } from '../../catalogue/time.ts';
import { MovieId } from '../../protocol/fields.ts';
import { problem } from '../../protocol/problem.ts';
import type { App } from '../http/app.ts';
import { PROBLEMS } from '../http/documented.ts';
import { CityId, NoQuery, Page, ShowPath, Words } from '../http/parameters.ts';
import { ProblemError } from '../http/problems.ts';
import type { KeptListings } from '../listings/kept-listings.ts';
import { CitiesBody, CityMoviesBody, MovieShowsBody, ShowBody } from '../listings/schemas.ts';
import { cinemaView, cityView, listedShowView, movieView, showView } from '../listings/views.ts';
import type { Services } from '../services.ts';

const CITIES_PER_PAGE = 50;
const MOST_CITIES_PER_PAGE = 100;

const CLOSED = { additionalProperties: false } as const;

const CitiesQuery = Type.Object(
  {
    name: Words('How the name begins.'),
    country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2.' })),
    page: Page,
    per_page: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_CITIES_PER_PAGE })),
  },
  CLOSED,
);

const DateQuery = Type.Object(
  {
    date: Type.Optional(
      Type.String({
        pattern: '^\\d{4}-\\d\\d-\\d\\d$',
        description: 'YYYY-MM-DD there; today if not given.',
      }),
    ),
  },
  CLOSED,
);

const CityPath = Type.Object({ city_id: CityId });
const CityMoviePath = Type.Object({ city_id: CityId, movie_id: MovieId });

/** What is on, where and when, and what is left. */
export function listingRoutes(
  app: App,
  { catalogue, routing, clock }: Pick<Services, 'catalogue' | 'routing' | 'clock'>,
  kept: KeptListings,
): void {
  function cityOf(city_id: string): City {
    const city = catalogue.city(city_id);
    if (city === null) throw new ProblemError(problem('unknown_city'));
    return city;
  }

  /** The date asked for, or today in the city. */
  function dateOf(date: string | undefined, { time_zone }: City): string {
    if (date === undefined) return localDate(clock(), time_zone);
    if (isDate(date)) return date;
    const errors = [{ in: 'query', field: 'date', detail: 'is not a day of the calendar' }] as const;
    throw new ProblemError(problem('invalid_request', { errors }));
  }

  app.route({
    method: 'GET',
    url: '/v1/cities',
    config: { admission: 'listing' },
    schema: {
      operationId: 'cities',
      summary: 'Cities with cinemas, by name',
      tags: ['listings'],
      querystring: CitiesQuery,
      response: { 200: CitiesBody, ...PROBLEMS },
    },
    handler: async ({ query }, reply) => {
      const wanted = {
        name: query.name ?? null,
        country: query.country ?? null,
        page: query.page ?? 1,
        per_page: query.per_page ?? CITIES_PER_PAGE,
      };
      return kept.answer(reply, `cities ${JSON.stringify(wanted)}`, () => {
        const { items, total, page, per_page } = catalogue.cities(wanted);
        return { shows: [], body: () => ({ cities: items.map(cityView), total, page, per_page }) };
      });
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/cities/:city_id/movies',
    config: { admission: 'listing' },
    schema: {
      operationId: 'city_movies',
      summary: 'Movies showing in a city on a day',
      tags: ['listings'],
      params: CityPath,
      querystring: DateQuery,
      response: { 200: CityMoviesBody, ...PROBLEMS },
    },
    handler: async ({ params, query }, reply) => {
      const key = `movies ${params.city_id} ${query.date ?? 'today'}`;
      return kept.answer(reply, key, () => {
        const city = cityOf(params.city_id);
        const date = dateOf(query.date, city);
        const movies = catalogue.moviesInCity(city.city_id, date).map(movieView);
        return { shows: [], body: () => ({ city: cityView(city), date, movies }) };
      });
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/cities/:city_id/movies/:movie_id/shows',
    config: { admission: 'listing' },
    schema: {
      operationId: 'movie_shows',
      summary: "A movie's shows in a city on a day, by cinema",
      tags: ['listings'],
      params: CityMoviePath,
      querystring: DateQuery,
      response: { 200: MovieShowsBody, ...PROBLEMS },
    },
    handler: async ({ params, query }, reply) => {
      const key = `shows ${params.city_id} ${params.movie_id} ${query.date ?? 'today'}`;
      return kept.answer(reply, key, () => {
        const city = cityOf(params.city_id);
        const movie = catalogue.movie(params.movie_id);
        if (movie === null) throw new ProblemError(problem('unknown_movie'));
        const date = dateOf(query.date, city);
        const found = catalogue.showsOfMovie(city.city_id, movie.movie_id, date);
        const cinemasNow = () =>
          found.map(({ cinema, shows }) => ({
            ...cinemaView(cinema),
            shows: shows.map((show) => listedShowView(show, routing.available(show.show_id))),
          }));
        return {
          shows: found.flatMap(({ shows }) => shows),
          body: () => ({ city: cityView(city), movie: movieView(movie), date, cinemas: cinemasNow() }),
        };
      });
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/shows/:show_id',
    config: { admission: 'listing' },
    schema: {
      operationId: 'show',
      summary: 'A show: what, when, where, and what is left',
      tags: ['shows'],
      params: ShowPath,
      querystring: NoQuery,
      response: { 200: ShowBody, ...PROBLEMS },
    },
    handler: async ({ params: { show_id } }, reply) =>
      kept.answer(reply, `show ${show_id}`, () => {
        const show = catalogue.show(show_id);
        const definition = catalogue.definitionOf(show_id);
        if (show === null || definition === null) throw new ProblemError(problem('unknown_show'));
        return { shows: [show], body: () => showView(show, definition, routing.available(show_id)) };
      }),
  });
}
