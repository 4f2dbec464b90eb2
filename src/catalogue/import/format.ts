import { type Static, Type } from 'typebox';

/**
 * The import format, version 1: one JSON document of cities, cinemas, halls, movies and shows. `boxoffice import
 * --schema` prints this as a JSON Schema; `src/catalogue/example.json` is a small complete document.
 * Each description completes the sentence "must be …", and is what an error says.
 */

/** Fields that are not named here are refused. */
const closed = { additionalProperties: false };

const Key = (of: string) =>
  Type.String({
    pattern: '^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$',
    description: `your own name for the ${of} (1 to 100 letters, digits and . _ : / -), or its ULID if it is there already`,
  });

/** One line of text that shows something. */
const Line = (longest: number) =>
  Type.String({
    maxLength: longest,
    pattern: '^[^\\p{Cc}\\p{Z}][^\\p{Cc}\\p{Zl}\\p{Zp}]*$',
    description: 'one line of text that does not begin with a blank',
  });

const Latitude = Type.Number({ minimum: -90, maximum: 90, description: 'degrees north' });
const Longitude = Type.Number({ minimum: -180, maximum: 180, description: 'degrees east' });
const PostalCode = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9 -]{0,11}$', description: 'a postal code' });
const Country = Type.String({
  pattern: '^[A-Z]{2}$',
  description: 'the two capital letters of a country in ISO 3166-1, e.g. "US"',
});
const SeatTypeName = Type.String({
  pattern: '^[a-z][a-z0-9_-]{0,31}$',
  description: 'the name of a seat type (1 to 32 of a-z, 0-9, _ and -), e.g. "premium"',
});
const Time = Type.String({
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?(Z|[+-]\\d\\d:\\d\\d)?$',
  description:
    'a time such as "2026-12-18T19:30" on the clocks of the cinema\'s city, or with an offset such as "2026-12-18T19:30:00+01:00"',
});

const City = Type.Object(
  {
    key: Key('city'),
    name: Line(100),
    country: Country,
    latitude: Latitude,
    longitude: Longitude,
    time_zone: Type.String({ maxLength: 64, description: 'an IANA time zone, e.g. "Europe/Berlin"' }),
    postal_codes: Type.Optional(
      Type.Array(PostalCode, { maxItems: 5_000, description: 'a list of postal codes' }),
    ),
    population: Type.Optional(Type.Integer({ minimum: 0, description: 'how many people live there' })),
  },
  { ...closed, description: 'a city' },
);

const Cinema = Type.Object(
  {
    key: Key('cinema'),
    city: Key('city'),
    name: Line(100),
    address: Type.Optional(Line(300)),
    postal_code: Type.Optional(PostalCode),
    latitude: Latitude,
    longitude: Longitude,
  },
  { ...closed, description: 'a cinema' },
);

const Segment = Type.Object(
  {
    seat_type: SeatTypeName,
    first: Type.Integer({ minimum: 1, maximum: 9_999, description: 'the number of the leftmost seat' }),
    count: Type.Integer({ minimum: 1, maximum: 500, description: 'how many seats, numbered upwards' }),
    gap: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 50,
        description: 'how many seats wide the free space on the left is; 0 (none) if left out',
      }),
    ),
  },
  { ...closed, description: 'seats of one type beside one another' },
);

const Row = Type.Object(
  {
    row: Type.String({
      pattern: '^[A-Z0-9]{1,4}$',
      description: 'the name of a row: 1 to 4 capital letters and digits',
    }),
    segments: Type.Array(Segment, {
      minItems: 1,
      maxItems: 50,
      description: "a list of the row's segments from left to right, as seen from the seats",
    }),
  },
  { ...closed, description: 'a row' },
);

const Hall = Type.Object(
  {
    key: Key('hall'),
    cinema: Key('cinema'),
    name: Line(100),
    seat_types: Type.Array(SeatTypeName, {
      minItems: 1,
      maxItems: 10,
      uniqueItems: true,
      description: 'a list of the seat types of the hall',
    }),
    rows: Type.Array(Row, {
      minItems: 1,
      maxItems: 200,
      description: 'a list of rows from the screen to the back',
    }),
  },
  { ...closed, description: 'a hall' },
);

const Movie = Type.Object(
  {
    key: Key('movie'),
    title: Line(300),
    description: Type.Optional(Type.String({ minLength: 1, maxLength: 5_000, description: 'text' })),
    duration_minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_440, description: 'minutes' })),
    genre: Type.Optional(Line(100)),
    director: Type.Optional(Line(200)),
    language: Type.Optional(
      Type.String({
        pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$',
        description: 'a language in BCP 47, e.g. "en" or "pt-BR"',
      }),
    ),
    release_date: Type.Optional(
      Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$', description: 'a date such as "2026-12-18"' }),
    ),
    country: Type.Optional(Country),
  },
  { ...closed, description: 'a movie' },
);

const Show = Type.Object(
  {
    key: Key('show'),
    movie: Key('movie'),
    hall: Key('hall'),
    start_time: Time,
    end_time: Type.Optional(Time),
    currency: Type.String({
      pattern: '^[A-Z]{3}$',
      description: 'the three capital letters of a currency in ISO 4217, e.g. "USD"',
    }),
    prices: Type.Record(
      Type.String(),
      Type.Integer({
        minimum: 1,
        maximum: 100_000_000,
        description: 'the price of a seat in minor units, e.g. 1499 for USD 14.99',
      }),
      { description: 'the price of a seat of each type that the hall has' },
    ),
  },
  { ...closed, description: 'a show' },
);

const listOf = <Item extends Type.TSchema>(item: Item, plural: string) =>
  Type.Optional(Type.Array(item, { description: `a list of ${plural}` }));

export const IMPORT_SCHEMA = Type.Object(
  {
    $schema: Type.Optional(Type.String({ description: 'where an editor finds this schema' })),
    format: Type.Literal('boxoffice-catalogue-1', { description: '"boxoffice-catalogue-1"' }),
    cities: listOf(City, 'cities'),
    cinemas: listOf(Cinema, 'cinemas'),
    halls: listOf(Hall, 'halls'),
    movies: listOf(Movie, 'movies'),
    shows: listOf(Show, 'shows'),
  },
  {
    ...closed,
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'boxoffice catalogue import',
    description: 'a catalogue document',
  },
);

export type ImportDocument = Static<typeof IMPORT_SCHEMA>;
export type ImportedCity = Static<typeof City>;
export type ImportedCinema = Static<typeof Cinema>;
export type ImportedHall = Static<typeof Hall>;
export type ImportedMovie = Static<typeof Movie>;
export type ImportedShow = Static<typeof Show>;
