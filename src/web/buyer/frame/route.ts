/** Where in the page somebody is. It is kept in the hash of the address, so every place can be linked to. */
export type Route =
  | { readonly name: 'cities' }
  | { readonly name: 'movies'; readonly city_id: string; readonly date: string | null }
  | {
      readonly name: 'shows';
      readonly city_id: string;
      readonly movie_id: string;
      readonly date: string | null;
    }
  | { readonly name: 'hall'; readonly show_id: string }
  | { readonly name: 'bookings' }
  | { readonly name: 'unknown' };

/** The shape of an id; nothing else of an address may become part of a request's path. */
const ID = '[0-9A-HJKMNP-TV-Z]{26}';
const MOVIES = new RegExp(`^/city/(${ID})$`);
const SHOWS = new RegExp(`^/city/(${ID})/movie/(${ID})$`);
const HALL = new RegExp(`^/show/(${ID})$`);
const DATE = /^\d{4}-\d\d-\d\d$/;

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const asked = new URLSearchParams(query).get('date');
  const date = asked !== null && DATE.test(asked) ? asked : null;
  if (path === '' || path === '/') return { name: 'cities' };
  if (path === '/bookings') return { name: 'bookings' };
  const [, city_id] = MOVIES.exec(path) ?? [];
  if (city_id !== undefined) return { name: 'movies', city_id, date };
  const [, cityOfShows, movie_id] = SHOWS.exec(path) ?? [];
  if (cityOfShows !== undefined && movie_id !== undefined) {
    return { name: 'shows', city_id: cityOfShows, movie_id, date };
  }
  const [, show_id] = HALL.exec(path) ?? [];
  if (show_id !== undefined) return { name: 'hall', show_id };
  return { name: 'unknown' };
}

export const hrefs = {
  cities: '#/',
  bookings: '#/bookings',
  movies: (city_id: string, date: string | null = null): string => `#/city/${city_id}${onDate(date)}`,
  shows: (city_id: string, movie_id: string, date: string): string =>
    `#/city/${city_id}/movie/${movie_id}${onDate(date)}`,
  hall: (show_id: string): string => `#/show/${show_id}`,
};

function onDate(date: string | null): string {
  return date === null ? '' : `?date=${date}`;
}
