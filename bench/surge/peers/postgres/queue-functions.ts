import { SEATS_PER_SESSION } from '../../../../actors/limits.ts';

/** The queue of a show: all that join at the same time do so in one transaction, which then serves who can be served. */
export const QUEUE_FUNCTIONS = `
CREATE TYPE queue_event AS (kind text, waiting_id text, held int, seats int[], booking_id text);

-- Seats side by side and near the middle, else any that are near the middle; null where there are too few.
CREATE FUNCTION best_seats(of_show int, want int) RETURNS int[] LANGUAGE plpgsql AS $$
DECLARE
  chosen int[];
BEGIN
  WITH free AS (
    SELECT number, distance, block, number - row_number() OVER (PARTITION BY block ORDER BY number) AS run
    FROM seat WHERE show_no = of_show AND status = 0),
  choice AS (
    SELECT number, count(*) OVER together AS size, sum(distance) OVER together AS distance FROM free
    WINDOW together AS (PARTITION BY block, run ORDER BY number ROWS BETWEEN CURRENT ROW AND want - 1 FOLLOWING))
  SELECT ARRAY(SELECT generate_series(number, number + want - 1)) INTO chosen
    FROM choice WHERE size = want ORDER BY distance LIMIT 1;
  IF chosen IS NOT NULL THEN RETURN chosen; END IF;
  SELECT array_agg(number ORDER BY number) INTO chosen FROM (
    SELECT number FROM seat WHERE show_no = of_show AND status = 0 ORDER BY distance LIMIT want) AS nearest;
  RETURN CASE WHEN cardinality(chosen) = want THEN chosen END;
END $$;

-- Joins in the order of the arrays, one event each. Then whoever can never be served leaves, and then the heads of the
-- queue are served as long as there are seats. The lock on the show keeps turns apart, here or in another process.
CREATE FUNCTION turn_queue(
  of_show int, ids text[], booking_ids text[], sessions text[], counts int[], positions int[], keys text[],
  bodies text[], waits_until bigint, until bigint, lapses bigint) RETURNS SETOF queue_event LANGUAGE plpgsql AS $$
DECLARE
  event queue_event;
  known outcome;
  present waiting;
  head waiting;
  left_over int;
  available int;
  chosen int[];
  taken int;
BEGIN
  PERFORM FROM show WHERE show_no = of_show FOR UPDATE;
  SELECT count(*) FILTER (WHERE s.status <> 2) INTO left_over FROM seat s WHERE s.show_no = of_show;
  FOR i IN 1..cardinality(ids) LOOP
    event := NULL;
    event.waiting_id := ids[i];
    known := recall(keys[i], bodies[i]);
    SELECT * INTO present FROM waiting w WHERE w.session = sessions[i] AND w.show_no + 0 = of_show AND w.status = 0;
    IF known.refused IS NOT NULL THEN
      event.kind := known.refused;
      event.waiting_id := known.booking_id;
    ELSIF FOUND THEN
      event.kind := CASE WHEN present.count = counts[i] THEN 'repeated' ELSE 'already_waiting' END;
      event.waiting_id := present.waiting_id;
      event.held := present.count;
    ELSE
      SELECT coalesce(sum(cardinality(b.seats)), 0) INTO event.held FROM booking b
        WHERE b.session = sessions[i] AND b.show_no + 0 = of_show AND b.status = 1;
      IF event.held + counts[i] > ${SEATS_PER_SESSION} THEN event.kind := 'too_many_seats';
      ELSIF left_over < counts[i] THEN event.kind := 'show_full';
      ELSE
        event.kind := 'joined';
        INSERT INTO waiting (waiting_id, show_no, session, count, joined_position, expires_at, booking_id)
          VALUES (ids[i], of_show, sessions[i], counts[i], positions[i], waits_until, booking_ids[i]);
        IF keys[i] IS NOT NULL THEN INSERT INTO remembered VALUES (keys[i], bodies[i], ids[i]); END IF;
      END IF;
    END IF;
    RETURN NEXT event;
  END LOOP;

  FOR event IN
    UPDATE waiting w SET status = 4 WHERE w.show_no = of_show AND w.status = 0 AND w.count > left_over
      RETURNING 'not_enough_seats', w.waiting_id
  LOOP RETURN NEXT event; END LOOP;

  LOOP
    SELECT * INTO head FROM waiting w WHERE w.show_no = of_show AND w.status = 0 ORDER BY w.place LIMIT 1 FOR UPDATE;
    EXIT WHEN NOT FOUND;
    SELECT count(*) INTO available FROM seat s WHERE s.show_no = of_show AND s.status = 0;
    EXIT WHEN available < head.count;
    chosen := best_seats(of_show, head.count);
    CONTINUE WHEN chosen IS NULL;
    -- Here it may wait: nobody who is in a seat's way waits for this turn.
    UPDATE seat SET status = 1, booking_id = head.booking_id
      WHERE show_no = of_show AND number = ANY(chosen) AND status = 0;
    GET DIAGNOSTICS taken = ROW_COUNT;
    IF taken < head.count THEN
      -- A newcomer who came before anybody waited was faster. What is left decides.
      UPDATE seat SET status = 0, booking_id = NULL
        WHERE show_no = of_show AND number = ANY(chosen) AND booking_id = head.booking_id;
      CONTINUE;
    END IF;
    INSERT INTO booking (booking_id, show_no, session, seats, expires_at, lapses_at)
      VALUES (head.booking_id, of_show, head.session, chosen, until, lapses);
    UPDATE waiting w SET status = 1 WHERE w.waiting_id = head.waiting_id;
    event := ('served', head.waiting_id, NULL, chosen, head.booking_id);
    RETURN NEXT event;
  END LOOP;
END $$;

CREATE FUNCTION leave_queue(of_show int, by_session text, of_waiting text, with_key text, of_body text)
  RETURNS queue_event LANGUAGE plpgsql AS $$
DECLARE
  event queue_event;
  known outcome;
BEGIN
  known := recall(with_key, of_body);
  event.waiting_id := of_waiting;
  IF known.refused IS NOT NULL THEN
    event.kind := known.refused;
    RETURN event;
  END IF;
  UPDATE waiting w SET status = 2
    WHERE w.waiting_id = of_waiting AND w.session = by_session AND w.show_no = of_show AND w.status = 0;
  event.kind := CASE WHEN FOUND THEN 'left' ELSE 'unknown_waiting' END;
  IF FOUND AND with_key IS NOT NULL THEN INSERT INTO remembered VALUES (with_key, of_body, of_waiting); END IF;
  RETURN event;
END $$;

CREATE FUNCTION sweep_queue(at_time bigint, most int) RETURNS TABLE (show_no int, waiting_id text)
  LANGUAGE sql AS $$
  UPDATE waiting SET status = 3 WHERE waiting_id IN (
    SELECT w.waiting_id FROM waiting w WHERE w.status = 0 AND w.expires_at <= at_time
      ORDER BY w.expires_at LIMIT most FOR UPDATE SKIP LOCKED)
    RETURNING waiting.show_no, waiting.waiting_id;
$$;`;
