import type { Database } from 'better-sqlite3';
import zipcodes from 'zipcodes';
import { CODE_WIDTH, type PostalCodes, plainCode } from './postal-codes.ts';

interface Located {
  readonly code: string;
  readonly latitude: number;
  readonly longitude: number;
}

interface OfCity extends Located {
  readonly country: string;
}

/** The catalogue's own postal codes, and those of the United States and Canada. */
export function readPostalCodes(database: Database): PostalCodes {
  const american = Object.values(zipcodes.codes)
    .filter(({ latitude, longitude }) => latitude !== null && (latitude !== 0 || longitude !== 0))
    .map(({ zip, latitude, longitude }) => ({ code: zip, latitude, longitude }));
  const known = new Set(american.map(({ code }) => code));
  const ofCinemas = database
    .prepare<[], Located>(`
      SELECT postal_code AS code, avg(latitude) AS latitude, avg(longitude) AS longitude
      FROM cinema WHERE postal_code IS NOT NULL GROUP BY city, postal_code`)
    .all();
  // A city's own position is only a rough one for all of its postal codes.
  const ofCities = database
    .prepare<[], OfCity>(`
      SELECT codes.value AS code, city.latitude, city.longitude, city.country
      FROM city, json_each(city.postal_codes) AS codes`)
    .all()
    .filter(({ country, code }) => !((country === 'US' || country === 'CA') && known.has(code)));

  // Sorting keeps the order of equal codes.
  const located = [...ofCinemas, ...ofCities, ...american]
    .map((place) => ({ ...place, code: plainCode(place.code).slice(0, CODE_WIDTH).padEnd(CODE_WIDTH) }))
    .sort((one, other) => (one.code < other.code ? -1 : Number(one.code > other.code)));
  return {
    codes: located.map(({ code }) => code).join(''),
    latitudes: Float64Array.from(located, ({ latitude }) => latitude),
    longitudes: Float64Array.from(located, ({ longitude }) => longitude),
  };
}
