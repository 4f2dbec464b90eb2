import type { ImportDocument } from '../import/format.ts';
import { addDays, localDate } from '../time.ts';
import { cinemasOf } from './cinemas.ts';
import { demoCities } from './cities.ts';
import { hallOf } from './halls.ts';
import { demoMovies } from './movies.ts';
import { showsOn } from './programme.ts';

const DAYS = 7;

/** The demo as a document to import: seven days of shows from the local date that each city has at `from`. */
export function demoDocument(from: number): ImportDocument {
  const { movies, playable } = demoMovies();
  const places = demoCities().map((city) => {
    const key = `demo-${city.city_id}`;
    return { city, key, cinemas: cinemasOf(city, key) };
  });
  return {
    format: 'boxoffice-catalogue-1',
    cities: places.map(({ city, key }) => ({
      key,
      name: city.name,
      country: city.country,
      latitude: city.latitude,
      longitude: city.longitude,
      time_zone: city.time_zone,
      postal_codes: city.postal_areas.map((area) => area.postal_code),
      population: city.population,
    })),
    cinemas: places.flatMap(({ cinemas }) => cinemas),
    halls: places.flatMap(({ cinemas }) => cinemas.map((cinema, index) => hallOf(cinema.key, index))),
    movies: [...movies],
    shows: places.flatMap(({ city, cinemas }) => {
      const today = localDate(from, city.time_zone);
      const dates = Array.from({ length: DAYS }, (_, days) => addDays(today, days));
      return dates.flatMap((date) => showsOn({ city, cinemas, date }, playable));
    }),
  };
}
