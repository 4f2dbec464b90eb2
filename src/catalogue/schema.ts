/**
 * The tables of `catalogue.db`. Things have two names: a ULID (`city_id`, …) for the outside, and `number`, a small
 * one of the database's own, by which rows refer to one another. `key` is the importer's own name for the thing.
 * What follows from other columns is stored where a listing would otherwise have to look through many rows.
 */
const VERSION_1 = `
  CREATE TABLE city (
    number INTEGER PRIMARY KEY,
    city_id TEXT NOT NULL UNIQUE,
    key TEXT UNIQUE,
    name TEXT NOT NULL,
    -- The name as it is looked for, see fold.ts.
    folded_name TEXT NOT NULL,
    country TEXT NOT NULL,
    latitude REAL NOT NULL,
    longitude REAL NOT NULL,
    time_zone TEXT NOT NULL,
    -- A JSON list.
    postal_codes TEXT NOT NULL,
    population INTEGER
  ) STRICT;
  CREATE INDEX city_by_name ON city (folded_name);

  CREATE TABLE cinema (
    number INTEGER PRIMARY KEY,
    cinema_id TEXT NOT NULL UNIQUE,
    key TEXT UNIQUE,
    city INTEGER NOT NULL REFERENCES city,
    name TEXT NOT NULL,
    address TEXT,
    postal_code TEXT,
    latitude REAL NOT NULL,
    longitude REAL NOT NULL
  ) STRICT;
  CREATE INDEX cinema_by_city ON cinema (city);

  -- Never changed and never deleted, so that a layout once read can be kept for good. Halls alike share one.
  CREATE TABLE layout (
    number INTEGER PRIMARY KEY,
    -- JSON, as LayoutContent in layouts.ts.
    content TEXT NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE hall (
    number INTEGER PRIMARY KEY,
    hall_id TEXT NOT NULL UNIQUE,
    key TEXT UNIQUE,
    cinema INTEGER NOT NULL REFERENCES cinema,
    name TEXT NOT NULL,
    layout INTEGER NOT NULL REFERENCES layout
  ) STRICT;
  CREATE INDEX hall_by_cinema ON hall (cinema);

  CREATE TABLE movie (
    number INTEGER PRIMARY KEY,
    movie_id TEXT NOT NULL UNIQUE,
    key TEXT UNIQUE,
    title TEXT NOT NULL,
    folded_title TEXT NOT NULL,
    description TEXT,
    duration_minutes INTEGER,
    genre TEXT,
    director TEXT,
    language TEXT,
    release_date TEXT,
    country TEXT
  ) STRICT;

  -- The words of folded titles, by the movie's number.
  CREATE VIRTUAL TABLE movie_words USING fts5(
    words, content='', contentless_delete=1, prefix='1 2 3', tokenize='unicode61 remove_diacritics 0'
  );

  CREATE TABLE show (
    number INTEGER PRIMARY KEY,
    show_id TEXT NOT NULL UNIQUE,
    key TEXT UNIQUE,
    movie INTEGER NOT NULL REFERENCES movie,
    hall INTEGER NOT NULL REFERENCES hall,
    -- The city of the hall's cinema, so that a city's listing is one range of one index.
    city INTEGER NOT NULL REFERENCES city,
    -- The hall's layout. A show that is over keeps the one that it was sold with.
    layout INTEGER NOT NULL REFERENCES layout,
    -- Unix milliseconds.
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    currency TEXT NOT NULL,
    -- Prices in minor units, a JSON list by index of the layout's seat types.
    amounts TEXT NOT NULL
  ) STRICT;
  CREATE INDEX show_by_city ON show (city, starts_at, movie);
  CREATE INDEX show_by_movie ON show (movie, starts_at);
  CREATE INDEX show_by_hall ON show (hall, starts_at);
  CREATE INDEX show_by_start ON show (starts_at);
`;

/** Which catalogue it is, for processes that pass it on to one another; see edition.ts. What is there already is one. */
const VERSION_2 = `
  CREATE TABLE edition (
    -- One row, or none while the catalogue is empty.
    single INTEGER PRIMARY KEY CHECK (single = 1),
    origin_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    is_copy INTEGER NOT NULL CHECK (is_copy IN (0, 1)),
    is_sold_elsewhere INTEGER NOT NULL CHECK (is_sold_elsewhere IN (0, 1))
  ) STRICT;

  INSERT INTO edition SELECT 1, draw_id(), 1, 0, 0 WHERE EXISTS (SELECT 1 FROM city);
`;

/** The words that movies are looked for by: of genres and directors, too. */
const VERSION_3 = `
  DROP TABLE movie_words;
  CREATE VIRTUAL TABLE movie_words USING fts5(
    title, genre, director,
    content='', contentless_delete=1, prefix='1 2 3', tokenize='unicode61 remove_diacritics 0'
  );
  INSERT INTO movie_words (rowid, title, genre, director)
    SELECT number, folded_title, fold(coalesce(genre, '')), fold(coalesce(director, '')) FROM movie;
`;

/** What brings a database from each version to the next; its place in the list is the version it starts from. */
export const MIGRATIONS: readonly string[] = [VERSION_1, VERSION_2, VERSION_3];
