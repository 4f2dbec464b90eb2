import Type from 'typebox';
import { Money, nullable, oneOf, Timestamp, ulidField } from '../../protocol/fields.ts';

/** What the listings answer. */

export const SEAT_TYPE_STATUSES = ['available', 'almost_full', 'full'] as const;

const text = nullable(Type.String());
const country = Type.String({ description: 'ISO 3166-1 alpha-2.' });

const city = { city_id: ulidField('The city.'), name: Type.String(), country };

const movie = {
  movie_id: ulidField('The movie.'),
  title: Type.String(),
  description: text,
  duration_minutes: nullable(Type.Integer()),
  genre: text,
  director: text,
  language: text,
  release_date: nullable(Type.String({ description: 'YYYY-MM-DD.' })),
  country: nullable(Type.String()),
};

const cinema = {
  cinema_id: ulidField('The cinema.'),
  name: Type.String(),
  address: text,
  postal_code: text,
  latitude: Type.Number(),
  longitude: Type.Number(),
};

const hall = { hall_id: ulidField('The hall.'), name: Type.String() };

const SeatType = Type.Object({
  type: Type.String(),
  price: Money,
  status: oneOf(SEAT_TYPE_STATUSES),
});

const showTimes = {
  show_id: ulidField('The show.'),
  start_time: Timestamp,
  end_time: Timestamp,
};

const seats = Type.Array(SeatType, { description: 'What is left, by type of seat.' });

const page = {
  total: Type.Integer({ description: 'On all pages together.' }),
  page: Type.Integer(),
};

const City = Type.Object({
  ...city,
  latitude: Type.Number(),
  longitude: Type.Number(),
  time_zone: Type.String({ description: 'IANA name.' }),
});

const ListedShow = Type.Object({ ...showTimes, hall: Type.Object(hall), seats });

export const CitiesBody = Type.Object(
  { cities: Type.Array(City), ...page, per_page: Type.Integer() },
  { description: 'One page of cities.' },
);

export const CityMoviesBody = Type.Object(
  {
    city: City,
    date: Type.String(),
    movies: Type.Array(Type.Object(movie)),
  },
  { description: 'The movies, by title.' },
);

export const MovieShowsBody = Type.Object(
  {
    city: City,
    movie: Type.Object(movie),
    date: Type.String(),
    cinemas: Type.Array(Type.Object({ ...cinema, shows: Type.Array(ListedShow) })),
  },
  { description: 'The shows, by cinema and start.' },
);

const Segment = Type.Object({
  type: Type.String({ description: 'The type of its seats.' }),
  first: Type.Integer({ description: 'The number of its first seat; the others follow upwards.' }),
  count: Type.Integer(),
  gap: Type.Integer({ description: 'Free space on its left, in seats: 1 or more for an aisle.' }),
});

export const ShowBody = Type.Object(
  {
    ...showTimes,
    movie: Type.Object(movie),
    cinema: Type.Object(cinema),
    city: Type.Object(city),
    hall: Type.Object({
      ...hall,
      rows: Type.Array(Type.Object({ row: Type.String(), segments: Type.Array(Segment) }), {
        description: 'From the screen to the back, each from left to right.',
      }),
    }),
    seats,
  },
  { description: 'The show.' },
);

const FoundShow = Type.Object({
  movie_id: movie.movie_id,
  ...showTimes,
  title: movie.title,
  description: text,
  duration: nullable(Type.Integer({ description: 'Minutes.' })),
  genre: text,
  language: text,
  release_date: movie.release_date,
  country,
  cinema: Type.Object({ ...cinema, city: Type.String() }),
  distance_km: Type.Optional(
    Type.Number({ description: 'From the position asked for, where there is one.' }),
  ),
  seats,
});

export const SearchBody = Type.Object(
  {
    results: Type.Array(FoundShow),
    ...page,
    result_per_page: Type.Integer(),
    did_you_mean: nullable(
      Type.String({ description: 'What was looked for in place of a keyword that no movie has.' }),
    ),
  },
  { description: 'One page of shows.' },
);
