import type { HallSeat } from '../store.ts';
import { POSTGRES_FUNCTIONS } from './functions.ts';
import { QUEUE_FUNCTIONS } from './queue-functions.ts';

/**
 * Numbers for shows and seats, no index that nothing needs, and room in the pages of seats, so that an update of a seat
 * stays in its page and touches no index. Statuses are the numbers of `store.ts`.
 */
export function hallSchema(shows: readonly string[], hall: readonly HallSeat[]): string {
  const hall_rows = hall.map(
    ({ type, block, distance }, number) => `(${number}, ${type}, ${block}, ${distance})`,
  );
  return `
-- Whatever is asked for has an index, and the planner cannot know how small the tables will not stay.
ALTER DATABASE postgres SET enable_seqscan = off;
ALTER DATABASE postgres SET enable_bitmapscan = off;
ALTER DATABASE postgres SET enable_hashjoin = off;
ALTER DATABASE postgres SET enable_mergejoin = off;
-- Each plan is made once: by itself it would make many of them anew for each call, for a quarter of its time.
ALTER DATABASE postgres SET plan_cache_mode = force_generic_plan;

CREATE TABLE show (show_no int PRIMARY KEY, show_id text NOT NULL) WITH (fillfactor = 50);
INSERT INTO show SELECT ordinality - 1, show_id
  FROM unnest(string_to_array('${shows.join(',')}', ',')) WITH ORDINALITY AS shows(show_id);

-- What is the same in each show is written in each seat all the same, so that no request needs a join.
CREATE TABLE seat (
  show_no int NOT NULL, number int NOT NULL, status smallint NOT NULL DEFAULT 0, type smallint NOT NULL,
  block smallint NOT NULL, distance real NOT NULL, booking_id text,
  PRIMARY KEY (show_no, number)) WITH (fillfactor = 50);
INSERT INTO seat (show_no, number, type, block, distance)
  SELECT show_no, number, type, block, distance
  FROM show, (VALUES ${hall_rows.join(', ')}) AS hall (number, type, block, distance)
  ORDER BY show_no, number;`;
}

/**
 * To be made after the rest was analysed: a table that was analysed while it was empty would be taken for one that stays
 * so, and every plan that was made by then would read all of it.
 */
export const SALES_SCHEMA = `
CREATE TABLE booking (
  booking_id text PRIMARY KEY, show_no int NOT NULL, session text NOT NULL, status smallint NOT NULL DEFAULT 1,
  version int NOT NULL DEFAULT 1, seats int[] NOT NULL, expires_at bigint NOT NULL, lapses_at bigint NOT NULL,
  payment_id text);
CREATE INDEX booking_by_deadline ON booking (lapses_at) WHERE status = 1;
CREATE INDEX booking_by_session ON booking (session) WHERE status = 1;

CREATE TABLE payment (
  payment_id text PRIMARY KEY, booking_id text NOT NULL, status text NOT NULL, seats int NOT NULL, token text NOT NULL);

CREATE TABLE waiting (
  waiting_id text PRIMARY KEY, place bigint GENERATED ALWAYS AS IDENTITY, show_no int NOT NULL, session text NOT NULL,
  status smallint NOT NULL DEFAULT 0, count int NOT NULL, joined_position int NOT NULL, expires_at bigint NOT NULL,
  booking_id text NOT NULL);
CREATE INDEX waiting_by_place ON waiting (show_no, place) WHERE status = 0;
CREATE INDEX waiting_by_count ON waiting (show_no, count) WHERE status = 0;
CREATE INDEX waiting_by_session ON waiting (session) WHERE status = 0;
CREATE INDEX waiting_by_deadline ON waiting (expires_at) WHERE status = 0;

CREATE TABLE remembered (key text PRIMARY KEY, body text NOT NULL, about text NOT NULL);
${POSTGRES_FUNCTIONS}
${QUEUE_FUNCTIONS}`;
