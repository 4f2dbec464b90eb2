import type { Database } from 'better-sqlite3';
import type { Page, SearchQuery, Show } from './catalogue.ts';
import { fold } from './fold.ts';
import { SELECT_SHOWS, type ShowRow } from './shows.ts';

interface Matching {
  readonly from: number;
  /** In the language of FTS5: words that a title must have words beginning with. */
  readonly words: string | null;
  /** The folded city name, or its first words. */
  readonly city: string | null;
}

const TITLE_MATCHES = 'movie IN (SELECT rowid FROM movie_words WHERE movie_words MATCH :words)';
const CITY_MATCHES = `city IN (
  SELECT number FROM city WHERE folded_name = :city OR (folded_name >= :city || ' ' AND folded_name < :city || '!'))`;

/** Shows from a time on by words of the title and name of the city, soonest first. */
export function searchQuery(
  database: Database,
  toShow: (row: ShowRow) => Show,
): (query: SearchQuery) => Page<Show> {
  const statements = (matching: string) => ({
    count: database.prepare<[Matching], { total: number }>(`SELECT count(*) AS total FROM show ${matching}`),
    page: database.prepare<[Matching & { limit: number; offset: number }], ShowRow>(`
      ${SELECT_SHOWS} WHERE show.number IN (
        SELECT number FROM show ${matching} ORDER BY starts_at, number LIMIT :limit OFFSET :offset)
      ORDER BY show.starts_at, show.number`),
  });
  // A city has few shows and a title many, so the city's come first where both are named.
  const by_both = statements(
    `INDEXED BY show_by_city WHERE ${CITY_MATCHES} AND starts_at >= :from AND ${TITLE_MATCHES}`,
  );
  const by_city = statements(`INDEXED BY show_by_city WHERE ${CITY_MATCHES} AND starts_at >= :from`);
  const by_title = statements(`INDEXED BY show_by_movie WHERE ${TITLE_MATCHES} AND starts_at >= :from`);
  const by_start = statements('INDEXED BY show_by_start WHERE starts_at >= :from');

  const statementsFor = ({ words, city }: Matching) => {
    if (words !== null && city !== null) return by_both;
    if (words !== null) return by_title;
    return city !== null ? by_city : by_start;
  };

  return ({ keyword, city, from, page, per_page }) => {
    const matching = {
      from,
      words: keyword === null ? null : matchExpression(keyword),
      city: city === null ? null : fold(city),
    };
    const nothing = { items: [], total: 0, page, per_page };
    // Something was asked for that has no letter or digit, such as '?': nothing has that in its name.
    if (matching.words === '' || matching.city === '') return nothing;

    const { count, page: pageOf } = statementsFor(matching);
    const total = count.get(matching)?.total ?? 0;
    const offset = (page - 1) * per_page;
    if (offset >= total) return { ...nothing, total };
    return { items: pageOf.all({ ...matching, limit: per_page, offset }).map(toShow), total, page, per_page };
  };
}

/** Folded words have letters and digits only, so nothing in them can mean anything to FTS5 inside the quotes. */
function matchExpression(keyword: string): string {
  return fold(keyword)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => `"${word}"*`)
    .join(' ');
}
