import { SEATS_PER_SESSION } from '../../../../actors/limits.ts';

/**
 * What each request does, as a function: one round trip and one transaction each. With `locks_show` the row of the show
 * is locked first; without, seats are taken where they are still free, and whoever got fewer than wanted gives them back.
 * A seat that somebody is just taking counts as taken, since to wait for it is to wait for a flush. So nobody who
 * reserves holds a seat's lock and waits for another's; all others take seats by their number, and there is no deadlock.
 * `show_no + 0` keeps the planner, who has no statistics of a table that was just made, to the index by session.
 */
export const POSTGRES_FUNCTIONS = `
CREATE TYPE outcome AS (
  refused text, about int[], held int,
  booking_id text, status smallint, version int, seats int[], expires_at float8, payment_id text);

-- What a key was answered: 'repeated' with what it was about; null where the key is new. Most keys are new: so it is
-- asked only where a key could not be remembered, which is tried first of all that is written, or for a refusal.
CREATE FUNCTION recall(with_key text, of_body text) RETURNS outcome LANGUAGE plpgsql AS $$
DECLARE
  result outcome;
  known remembered;
BEGIN
  IF with_key IS NULL THEN RETURN result; END IF;
  SELECT * INTO known FROM remembered WHERE key = with_key;
  IF NOT FOUND THEN RETURN result; END IF;
  result.refused := CASE WHEN known.body = of_body THEN 'repeated' ELSE 'idempotency_key_reused' END;
  result.booking_id := known.about;
  RETURN result;
END $$;

-- A refusal, unless this was done before, under the same key, and is why: then what was answered that time.
CREATE FUNCTION refuse(result outcome, with_key text, of_body text) RETURNS outcome LANGUAGE plpgsql AS $$
DECLARE
  known outcome;
BEGIN
  IF with_key IS NULL THEN RETURN result; END IF;
  known := recall(with_key, of_body);
  RETURN CASE WHEN known.refused IS NULL THEN result ELSE known END;
END $$;

-- Why the seats cannot be had now. Fewer than wanted can only be left where a named one is booked.
CREATE FUNCTION refusal(of_show int, named int[], want int, of_type int, is_queued boolean) RETURNS outcome
  LANGUAGE plpgsql AS $$
DECLARE
  result outcome;
  gone int[];
  reserved int[];
  left_over int;
  available int;
BEGIN
  IF named IS NOT NULL THEN
    SELECT array_agg(number) FILTER (WHERE status = 2), array_agg(number) FILTER (WHERE status = 1)
      INTO gone, reserved FROM seat WHERE show_no = of_show AND number = ANY(named);
    IF gone IS NULL THEN
      result.refused := CASE WHEN reserved IS NULL AND is_queued THEN 'queue' ELSE 'held' END;
      result.about := reserved;
      RETURN result;
    END IF;
  END IF;
  SELECT count(*) FILTER (WHERE status <> 2), count(*) FILTER (WHERE status = 0) INTO left_over, available
    FROM seat WHERE show_no = of_show AND (of_type IS NULL OR type = of_type);
  result.refused := CASE
    WHEN left_over < want THEN 'show_full'
    WHEN gone IS NOT NULL THEN 'seat_unavailable'
    WHEN is_queued AND available >= want THEN 'queue'
    ELSE 'held' END;
  result.about := gone;
  RETURN result;
END $$;

-- The chosen seats are those that were named, or the best by what the server knows; null where it knows of none. Where
-- somebody was faster it is 'lost', and the server asks again: in a transaction of its own, which holds no locks yet.
CREATE FUNCTION reserve(
  of_show int, chosen int[], is_named boolean, want int, of_type int, by_session text, new_id text, until bigint,
  lapses bigint, with_key text, of_body text, locks_show boolean) RETURNS outcome LANGUAGE plpgsql AS $$
DECLARE
  result outcome;
  is_queued boolean;
  free int;
  taken int;
BEGIN
  IF locks_show THEN PERFORM FROM show WHERE show_no = of_show FOR UPDATE; END IF;
  SELECT
    (SELECT coalesce(sum(cardinality(b.seats)), 0) FROM booking b
      WHERE b.session = by_session AND b.show_no + 0 = of_show AND b.status = 1)
    + (SELECT coalesce(sum(w.count), 0) FROM waiting w
      WHERE w.session = by_session AND w.show_no + 0 = of_show AND w.status = 0),
    EXISTS (SELECT FROM waiting w WHERE w.show_no = of_show AND w.status = 0),
    (SELECT count(*) FROM seat s WHERE s.show_no = of_show AND s.number = ANY(chosen) AND s.status = 0)
    INTO result.held, is_queued, free;
  IF result.held + want > ${SEATS_PER_SESSION} THEN
    result.refused := 'too_many_seats';
    RETURN refuse(result, with_key, of_body);
  END IF;
  IF is_queued OR chosen IS NULL OR (is_named AND free < want) THEN
    result := refusal(of_show, CASE WHEN is_named THEN chosen END, want, of_type, is_queued);
    RETURN refuse(result, with_key, of_body);
  END IF;
  IF free < want THEN
    result.refused := 'lost';
    RETURN refuse(result, with_key, of_body);
  END IF;
  IF with_key IS NOT NULL THEN
    INSERT INTO remembered VALUES (with_key, of_body, new_id) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN RETURN recall(with_key, of_body); END IF;
  END IF;
  UPDATE seat SET status = 1, booking_id = new_id WHERE show_no = of_show AND number = ANY(ARRAY(
    SELECT s.number FROM seat s WHERE s.show_no = of_show AND s.number = ANY(chosen) AND s.status = 0
      FOR UPDATE SKIP LOCKED));
  GET DIAGNOSTICS taken = ROW_COUNT;
  IF taken < want THEN
    UPDATE seat SET status = 0, booking_id = NULL
      WHERE show_no = of_show AND number = ANY(chosen) AND booking_id = new_id;
    DELETE FROM remembered WHERE key = with_key;
    -- Nothing was promised, so nobody has to wait for a flush.
    PERFORM set_config('synchronous_commit', 'off', true);
    result.refused := 'lost';
    RETURN result;
  END IF;
  INSERT INTO booking (booking_id, show_no, session, seats, expires_at, lapses_at)
    VALUES (new_id, of_show, by_session, chosen, until, lapses);
  SELECT new_id, 1, 1, chosen, until
    INTO result.booking_id, result.status, result.version, result.seats, result.expires_at;
  RETURN result;
END $$;

-- Why nothing could be done to the booking: as 'unfit' with its status, or unknown.
CREATE FUNCTION unfit(of_show int, by_session text, of_booking text) RETURNS outcome LANGUAGE plpgsql AS $$
DECLARE
  result outcome;
BEGIN
  SELECT b.status INTO result.status FROM booking b
    WHERE b.booking_id = of_booking AND b.session = by_session AND b.show_no = of_show;
  result.refused := CASE WHEN FOUND THEN 'unfit' ELSE 'unknown_booking' END;
  RETURN result;
END $$;

CREATE FUNCTION pay(
  of_show int, by_session text, of_booking text, new_payment text, with_token text, at_time bigint,
  with_key text, of_body text, locks_show boolean) RETURNS outcome LANGUAGE plpgsql AS $$
DECLARE
  result outcome;
BEGIN
  IF locks_show THEN PERFORM FROM show WHERE show_no = of_show FOR UPDATE; END IF;
  IF with_key IS NOT NULL THEN
    INSERT INTO remembered VALUES (with_key, of_body, of_booking) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN RETURN recall(with_key, of_body); END IF;
  END IF;
  UPDATE booking b SET status = 2, version = b.version + 1, payment_id = new_payment
    WHERE b.booking_id = of_booking AND b.session = by_session AND b.show_no = of_show AND b.status = 1
      AND b.lapses_at > at_time
    RETURNING b.booking_id, b.status, b.version, b.seats, b.expires_at, b.payment_id
    INTO result.booking_id, result.status, result.version, result.seats, result.expires_at, result.payment_id;
  IF NOT FOUND THEN
    DELETE FROM remembered WHERE key = with_key;
    RETURN unfit(of_show, by_session, of_booking);
  END IF;
  UPDATE seat SET status = 2 WHERE show_no = of_show AND number = ANY(result.seats);
  INSERT INTO payment VALUES (new_payment, of_booking, 'captured', cardinality(result.seats), with_token);
  RETURN result;
END $$;

CREATE FUNCTION end_booking(
  of_show int, by_session text, of_booking text, only_of int[], with_key text, of_body text, locks_show boolean)
  RETURNS outcome LANGUAGE plpgsql AS $$
DECLARE
  result outcome;
BEGIN
  IF locks_show THEN PERFORM FROM show WHERE show_no = of_show FOR UPDATE; END IF;
  IF with_key IS NOT NULL THEN
    INSERT INTO remembered VALUES (with_key, of_body, of_booking) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN RETURN recall(with_key, of_body); END IF;
  END IF;
  UPDATE booking b SET status = b.status + 3, version = b.version + 1
    WHERE b.booking_id = of_booking AND b.session = by_session AND b.show_no = of_show AND b.status = ANY(only_of)
    RETURNING b.booking_id, b.status, b.version, b.seats, b.expires_at, b.payment_id
    INTO result.booking_id, result.status, result.version, result.seats, result.expires_at, result.payment_id;
  IF NOT FOUND THEN
    DELETE FROM remembered WHERE key = with_key;
    RETURN unfit(of_show, by_session, of_booking);
  END IF;
  UPDATE seat SET status = 0, booking_id = NULL WHERE show_no = of_show AND number = ANY(result.seats);
  IF result.payment_id IS NOT NULL THEN
    UPDATE payment p SET status = 'refunded' WHERE p.payment_id = result.payment_id;
  END IF;
  RETURN result;
END $$;

CREATE FUNCTION sweep(at_time bigint, most int, locks_show boolean) RETURNS TABLE (
  show_no int, booking_id text, status smallint, version int, seats int[], expires_at float8, payment_id text)
  LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  due text[];
BEGIN
  due := ARRAY(SELECT b.booking_id FROM booking b WHERE b.status = 1 AND b.lapses_at <= at_time
    ORDER BY b.lapses_at LIMIT most);
  IF cardinality(due) = 0 THEN RETURN; END IF;
  IF locks_show THEN
    PERFORM FROM show s WHERE s.show_no = ANY(ARRAY(SELECT b.show_no FROM booking b WHERE b.booking_id = ANY(due)))
      ORDER BY s.show_no FOR UPDATE;
  END IF;
  -- Whoever is being paid or released at this moment is left alone.
  RETURN QUERY WITH open AS (
    SELECT b.booking_id FROM booking b WHERE b.booking_id = ANY(due) AND b.status = 1
      ORDER BY b.booking_id FOR UPDATE SKIP LOCKED),
  ended AS (
    UPDATE booking b SET status = 3, version = b.version + 1 FROM open WHERE b.booking_id = open.booking_id
      RETURNING b.*),
  freed AS (
    UPDATE seat s SET status = 0, booking_id = NULL FROM ended
      WHERE s.show_no = ended.show_no AND s.number = ANY(ended.seats))
  SELECT e.show_no, e.booking_id, e.status, e.version, e.seats, e.expires_at::float8, e.payment_id FROM ended e;
END $$;`;
