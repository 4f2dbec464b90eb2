import type { Database } from 'better-sqlite3';
import type { CitiesQuery, City, Page } from './catalogue.ts';
import { fold } from './fold.ts';

type CityRow = Omit<City, 'postal_codes'> & { readonly postal_codes: string };

/** A city's place in the database, and the zone that its dates are meant in. */
export interface CityPlace {
  readonly number: number;
  readonly time_zone: string;
}

const COLUMNS = 'city_id, name, country, latitude, longitude, time_zone, postal_codes, population';

const MATCHING = `
  FROM city
  WHERE folded_name >= :from AND folded_name < :until AND (:country IS NULL OR country = :country)
    AND EXISTS (SELECT 1 FROM cinema WHERE cinema.city = city.number)`;

interface Matching {
  readonly from: string;
  readonly until: string;
  readonly country: string | null;
}

/** What the catalogue says of cities. */
export function cityQueries(database: Database) {
  const count = database.prepare<[Matching], { total: number }>(`SELECT count(*) AS total ${MATCHING}`);
  const select = database.prepare<[Matching & { limit: number; offset: number }], CityRow>(
    `SELECT ${COLUMNS} ${MATCHING} ORDER BY folded_name, number LIMIT :limit OFFSET :offset`,
  );
  const byId = database.prepare<[string], CityRow>(`SELECT ${COLUMNS} FROM city WHERE city_id = ?`);
  const placeById = database.prepare<[string], CityPlace>(
    'SELECT number, time_zone FROM city WHERE city_id = ?',
  );

  return {
    cities(query: CitiesQuery): Page<City> {
      const beginning = fold(query.name ?? '');
      const { page, per_page } = query;
      // No name begins with '?'.
      if (query.name !== null && beginning === '') return { items: [], total: 0, page, per_page };
      const matching = { from: beginning, until: afterAllBeginningWith(beginning), country: query.country };
      const offset = (page - 1) * per_page;
      return {
        items: select.all({ ...matching, limit: per_page, offset }).map(cityOf),
        total: count.get(matching)?.total ?? 0,
        page,
        per_page,
      };
    },

    city(city_id: string): City | null {
      const row = byId.get(city_id);
      return row === undefined ? null : cityOf(row);
    },

    cityPlace: (city_id: string): CityPlace | null => placeById.get(city_id) ?? null,
  };
}

function cityOf(row: CityRow): City {
  return { ...row, postal_codes: JSON.parse(row.postal_codes) };
}

/** The least text that comes after every text with this beginning: none that is stored has Unicode's last character. */
function afterAllBeginningWith(beginning: string): string {
  return `${beginning}\u{10FFFF}`;
}
