import type { Static } from 'typebox';
import Type from 'typebox';
import { isDate } from '../../catalogue/time.ts';
import { oneOf } from '../../protocol/fields.ts';
import { problem } from '../../protocol/problem.ts';
import type { ProblemCode } from '../../protocol/problem-kinds.ts';
import { type Position, type SearchQuery, SORTING_ORDERS } from '../../search/search.ts';
import type { App } from '../http/app.ts';
import { PROBLEMS } from '../http/documented.ts';
import { Page, Words } from '../http/parameters.ts';
import { ProblemError } from '../http/problems.ts';
import type { KeptListings } from '../listings/kept-listings.ts';
import { SearchBody } from '../listings/schemas.ts';
import { foundShowView } from '../listings/views.ts';
import type { Services } from '../services.ts';

const RESULTS_PER_PAGE = 20;
const MOST_RESULTS_PER_PAGE = 30;
/** Half the way around the earth. */
const LARGEST_RADIUS_KM = 20_038;

const DEGREES = '-?\\d{1,3}(?:\\.\\d{1,10})?';

const LocalDate = (what: string) =>
  Type.Optional(
    Type.String({
      pattern: '^\\d{4}-\\d\\d-\\d\\d(T([01]\\d|2[0-3]):[0-5]\\d)?$',
      description: `${what} YYYY-MM-DD or YYYY-MM-DDTHH:MM, on the clocks of each cinema.`,
    }),
  );

const Query = Type.Object(
  {
    keyword: Words('Words of the title, genre or director, or how they begin.'),
    city: Words("The city's name, or its first words."),
    lat_long: Type.Optional(
      Type.String({
        pattern: `^${DEGREES},${DEGREES}$`,
        description: 'A position, in degrees north and east, e.g. 40.71,-74.01.',
      }),
    ),
    postal_code: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9][A-Za-z0-9 -]{0,11}$',
        description:
          'In place of a position. A code that several countries have is the one nearest to `city`.',
      }),
    ),
    radius: Type.Optional(
      Type.Number({ minimum: 0, maximum: LARGEST_RADIUS_KM, description: 'Kilometres around the position.' }),
    ),
    start_date: LocalDate('The first day or minute that shows begin on:'),
    end_date: LocalDate('The last day or minute that shows begin on:'),
    include_spell_check: Type.Optional({
      ...oneOf(['yes', 'no']),
      description: 'Whether a keyword that no movie has is taken for what is most like it; no if not given.',
    }),
    sorting_order: Type.Optional({
      ...oneOf(SORTING_ORDERS),
      description: `${SORTING_ORDERS.join(' · ')}. If not given, what the keyword fits best comes first, or without one what is soonest.`,
    }),
    page: Page,
    result_per_page: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_RESULTS_PER_PAGE })),
  },
  { additionalProperties: false },
);

type Query = Static<typeof Query>;

/** Shows from now on, by all that people look for. */
export function searchRoute(app: App, { search, routing }: Services, kept: KeptListings): void {
  app.route({
    method: 'GET',
    url: '/v1/search',
    config: { admission: 'listing' },
    schema: {
      operationId: 'search',
      summary: 'Shows from now on, by words, place and time',
      tags: ['listings'],
      querystring: Query,
      response: { 200: SearchBody, ...PROBLEMS },
    },
    handler: async ({ query }, reply) => {
      checkTogether(query);
      return kept.answer(reply, `search ${JSON.stringify(sorted(query))}`, async () => {
        const position = await positionOf(query);
        const { items, total, page, per_page, did_you_mean } = await search.find(queryOf(query, position));
        return {
          shows: items.map(({ show }) => show),
          body: () => ({
            results: items.map((found) => foundShowView(found, routing.available(found.show.show_id))),
            total,
            page,
            result_per_page: per_page,
            did_you_mean,
          }),
        };
      });
    },
  });

  /** From where distances are measured. */
  async function positionOf({ lat_long, postal_code, city }: Query): Promise<Position | null> {
    if (lat_long !== undefined) return readPosition(lat_long);
    if (postal_code === undefined) return null;
    return (await search.positionOf(postal_code, city ?? null)) ?? refuse('unknown_postal_code');
  }
}

function queryOf(query: Query, position: Position | null): SearchQuery {
  return {
    keyword: query.keyword ?? null,
    include_spell_check: query.include_spell_check === 'yes',
    city: query.city ?? null,
    position,
    radius: query.radius ?? null,
    start_date: query.start_date ?? null,
    end_date: query.end_date ?? null,
    sorting_order: query.sorting_order ?? null,
    page: query.page ?? 1,
    per_page: query.result_per_page ?? RESULTS_PER_PAGE,
  };
}

/** What each parameter's own schema cannot tell. */
function checkTogether(query: Query): void {
  const { lat_long, postal_code, radius, start_date, end_date, sorting_order } = query;
  for (const [field, date] of Object.entries({ start_date, end_date })) {
    if (date !== undefined && !isDate(date.slice(0, 10))) refuseField(field, 'is not a day of the calendar');
  }
  if (lat_long !== undefined) readPosition(lat_long);
  if (lat_long !== undefined && postal_code !== undefined) refuse('two_positions');
  const has_position = lat_long !== undefined || postal_code !== undefined;
  if (radius !== undefined && !has_position) refuse('radius_without_position');
  if (sorting_order === 'distance,asc' && !has_position) refuse('order_without_position');
  if (start_date !== undefined && end_date !== undefined && firstMinute(start_date) > lastMinute(end_date)) {
    refuse('end_before_start');
  }
}

/** As text, which sorts as the times do. */
function firstMinute(date: string): string {
  return date.includes('T') ? date : `${date}T00:00`;
}

function lastMinute(date: string): string {
  return date.includes('T') ? date : `${date}T23:59`;
}

function readPosition(lat_long: string): Position {
  const [latitude = 0, longitude = 0] = lat_long.split(',').map(Number);
  if (Math.abs(latitude) > 90) refuseField('lat_long', 'has a latitude beyond 90 degrees');
  if (Math.abs(longitude) > 180) refuseField('lat_long', 'has a longitude beyond 180 degrees');
  return { latitude, longitude };
}

/** The same for the same fields in another order. */
function sorted(query: Query): unknown {
  return Object.entries(query).sort(([one], [other]) => (one < other ? -1 : 1));
}

function refuse(code: ProblemCode): never {
  throw new ProblemError(problem(code));
}

function refuseField(field: string, detail: string): never {
  throw new ProblemError(problem('invalid_request', { errors: [{ in: 'query', field, detail }] }));
}
