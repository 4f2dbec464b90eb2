import { REGULAR_PRICE as PRICE, SEATS } from '../../hall.ts';
import type { PostgresPlanName } from '../contestant.ts';

/**
 * How one would sell seats with PostgreSQL alone, each reserve and each release in one round trip and one transaction.
 * Parameters: reserve takes show, seats, session and gives `booking_id`; release takes show, booking, session.
 */
export interface PostgresPlan {
  readonly reserve: string;
  readonly release: string;
}

export const POSTGRES_PLANS: Readonly<Record<PostgresPlanName, PostgresPlan>> = {
  row_lock: {
    reserve: 'SELECT reserve_with_row_lock($1::int, $2::int[], $3::bytea) AS booking_id',
    release: 'SELECT release_with_row_lock($1::int, $2::bigint, $3::bytea)',
  },
  conditional_function: {
    reserve: 'SELECT reserve_conditionally($1::int, $2::int[], $3::bytea) AS booking_id',
    release: 'SELECT release_conditionally($1::int, $2::bigint, $3::bytea)',
  },
  // The division by zero undoes the statement where not every seat was available.
  conditional_statement: {
    reserve: `WITH drawn AS MATERIALIZED (SELECT nextval('booking_ids') AS booking_id),
      taken AS (UPDATE seat SET status = 1, booking_id = (SELECT booking_id FROM drawn)
        WHERE show_id = $1::int AND number = ANY($2::int[]) AND status = 0 RETURNING number),
      made AS (INSERT INTO booking (booking_id, show_id, session, status, seats, total, currency, expires_at)
        SELECT booking_id, $1::int, $3::bytea, 1, $2::int[], ${PRICE} * cardinality($2::int[]), 'USD',
          now() + interval '300 s' FROM drawn RETURNING booking_id)
      SELECT booking_id, 1 / ((SELECT count(*) FROM taken) = cardinality($2::int[]))::int AS all_taken FROM made`,
    release: `WITH released AS (UPDATE booking SET status = 4
        WHERE booking_id = $2::bigint AND session = $3::bytea AND status = 1 RETURNING seats)
      UPDATE seat SET status = 0, booking_id = NULL FROM released
        WHERE show_id = $1::int AND number = ANY(released.seats) AND booking_id = $2::bigint`,
  },
};

/**
 * Made so that it is fast: numbers for ids, no index that the plans do not need, and free space in the pages, so that
 * an update stays in its page and touches no index.
 */
export function postgresSchema(shows: number): string {
  return `
CREATE SEQUENCE booking_ids CACHE 100;
CREATE TABLE show (show_id int PRIMARY KEY, starts_at timestamptz NOT NULL) WITH (fillfactor = 50);
CREATE TABLE seat (
  show_id int NOT NULL, number int NOT NULL, status smallint NOT NULL DEFAULT 0, booking_id bigint,
  PRIMARY KEY (show_id, number)) WITH (fillfactor = 50);
CREATE TABLE booking (
  booking_id bigint PRIMARY KEY, show_id int NOT NULL, session bytea NOT NULL, status smallint NOT NULL,
  seats int[] NOT NULL, total int NOT NULL, currency text NOT NULL, expires_at timestamptz NOT NULL)
  WITH (fillfactor = 50);
INSERT INTO show SELECT show_id, now() + interval '1 day' FROM generate_series(0, ${shows - 1}) AS show_id;
INSERT INTO seat SELECT show_id, number
  FROM generate_series(0, ${shows - 1}) AS show_id, generate_series(0, ${SEATS - 1}) AS number;

CREATE FUNCTION reserve_with_row_lock(of_show int, wanted int[], by_session bytea) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  drawn bigint := nextval('booking_ids');
  free int;
BEGIN
  PERFORM 1 FROM show WHERE show_id = of_show FOR UPDATE;
  SELECT count(*) INTO free FROM seat WHERE show_id = of_show AND number = ANY(wanted) AND status = 0;
  IF free <> cardinality(wanted) THEN RAISE EXCEPTION 'seat_unavailable'; END IF;
  UPDATE seat SET status = 1, booking_id = drawn WHERE show_id = of_show AND number = ANY(wanted);
  INSERT INTO booking VALUES
    (drawn, of_show, by_session, 1, wanted, ${PRICE} * free, 'USD', now() + interval '300 s');
  RETURN drawn;
END $$;

CREATE FUNCTION release_with_row_lock(of_show int, of_booking bigint, by_session bytea) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM show WHERE show_id = of_show FOR UPDATE;
  PERFORM release_conditionally(of_show, of_booking, by_session);
END $$;

CREATE FUNCTION reserve_conditionally(of_show int, wanted int[], by_session bytea) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  drawn bigint := nextval('booking_ids');
  taken int;
BEGIN
  UPDATE seat SET status = 1, booking_id = drawn WHERE show_id = of_show AND number = ANY(wanted) AND status = 0;
  GET DIAGNOSTICS taken = ROW_COUNT;
  IF taken <> cardinality(wanted) THEN RAISE EXCEPTION 'seat_unavailable'; END IF;
  INSERT INTO booking VALUES
    (drawn, of_show, by_session, 1, wanted, ${PRICE} * taken, 'USD', now() + interval '300 s');
  RETURN drawn;
END $$;

CREATE FUNCTION release_conditionally(of_show int, of_booking bigint, by_session bytea) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  held int[];
BEGIN
  UPDATE booking SET status = 4 WHERE booking_id = of_booking AND session = by_session AND status = 1
    RETURNING seats INTO held;
  IF held IS NULL THEN RAISE EXCEPTION 'unknown_booking'; END IF;
  UPDATE seat SET status = 0, booking_id = NULL
    WHERE show_id = of_show AND number = ANY(held) AND booking_id = of_booking;
END $$;`;
}
