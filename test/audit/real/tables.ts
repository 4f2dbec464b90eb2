import { ulidToBytes } from '../../../persistence/ulid-bytes.ts';
import type { FindingCode } from '../../../src/audit/index.ts';
import { id, placeOf } from '../story.ts';
import type { RealDamage } from './damage.ts';
import { ONE } from './real-log.ts';
import { tamper } from './rewrite.ts';

/** What can be wrong with the tables that people query, while the log is whole. */
export const TABLE_DAMAGES: readonly RealDamage[] = [
  ofHead('the head of a show is gone', 'head_missing', 'DELETE FROM show_head'),
  ofHead('a head is behind its events', 'head_disagrees', 'UPDATE show_head SET sequence = 15'),
  ofHead('a head has another epoch', 'head_disagrees', 'UPDATE show_head SET epoch = 7'),
  ofHead('a head has no deadline', 'head_disagrees', 'UPDATE show_head SET deadline_ms = NULL'),
  ofHead(
    'a head has a later deadline',
    'head_disagrees',
    'UPDATE show_head SET deadline_ms = deadline_ms + 300000',
  ),
  ofHead(
    'a head counts another number of available seats',
    'head_disagrees',
    "UPDATE show_head SET available = '[5,5]'",
  ),
  ofHead(
    'a head ends with another checksum',
    'history_unreadable',
    'UPDATE show_head SET checksum = checksum + 1',
  ),
  ofHead(
    'a show is in another partition',
    'head_disagrees',
    'UPDATE show SET partition = (partition + 1) % 64',
  ),
  {
    what: 'a head speaks of events that there are not',
    code: 'head_without_events',
    show_id: id('three'),
    damage: (folder) =>
      tamper(folder, (database) => {
        database.prepare('INSERT INTO show VALUES (99, ?, 0)').run(ulidToBytes(id('three')));
        database.exec("INSERT INTO show_head VALUES (99, 1, 2, 1, 0, NULL, '[5,5]')");
      }),
  },
  {
    what: 'a head cannot be read',
    code: 'table_unreadable',
    show_id: null,
    damage: (folder) => tamper(folder, (database) => database.exec("UPDATE show_head SET available = '['")),
  },

  ofBooking('the row of a booking is gone', 'booking_row_missing', 'DELETE FROM booking'),
  ofBooking('a booking has another status', 'booking_row_disagrees', 'UPDATE booking SET status = 4'),
  {
    ...ofBooking('a booking that was refunded is booked', 'totals_disagree', 'UPDATE booking SET status = 2'),
    show_id: null,
  },
  ofBooking(
    'a booking has another version',
    'booking_row_disagrees',
    'UPDATE booking SET version = version + 1',
  ),
  ofBooking(
    'a booking has other seats',
    'booking_row_disagrees',
    `UPDATE booking SET seats = '["A-3","A-4"]'`,
  ),
  ofBooking('a booking has another total', 'booking_row_disagrees', 'UPDATE booking SET total = 1'),
  ofBooking('a booking has another currency', 'booking_row_disagrees', "UPDATE booking SET currency = 'EUR'"),
  ofBooking(
    "a booking is another session's",
    'booking_row_disagrees',
    'UPDATE booking SET session = zeroblob(16)',
  ),
  ofBooking(
    'a booking expires at another time',
    'booking_row_disagrees',
    'UPDATE booking SET expires_at_ms = 0',
  ),
  ofBooking(
    'a booking has another payment',
    'booking_row_disagrees',
    'UPDATE booking SET payment_id = zeroblob(16)',
  ),
  ofBooking('a payment has another status', 'booking_row_disagrees', 'UPDATE booking SET payment_status = 3'),
  ofBooking('a payment has a reason', 'booking_row_disagrees', "UPDATE booking SET payment_reason = 'none'"),
  ofBooking(
    'a booking is made by no event',
    'booking_row_without_events',
    `INSERT INTO booking SELECT zeroblob(16), show_no, session, status, version, seats, total, currency, expires_at_ms,
       payment_id, payment_status, payment_reason FROM booking`,
  ),
  ofBooking(
    'a booking is in another show',
    'booking_row_missing',
    'UPDATE booking SET show_no = (SELECT max(show_no) FROM show)',
  ),
  {
    what: 'a booking cannot be read',
    code: 'table_unreadable',
    show_id: null,
    damage: (folder) => tamper(folder, (database) => database.exec("UPDATE booking SET seats = '['")),
  },

  ofWait('the row of a wait is gone', 'waiting_row_missing', 'DELETE FROM ended_waiting'),
  ofWait('a wait ended otherwise', 'waiting_row_disagrees', 'UPDATE ended_waiting SET status = 3'),
  ofWait(
    'a wait has another version',
    'waiting_row_disagrees',
    'UPDATE ended_waiting SET version = version + 1',
  ),
  ofWait('a wait was for another count', 'waiting_row_disagrees', 'UPDATE ended_waiting SET count = 9'),
  ofWait(
    "a wait is another session's",
    'waiting_row_disagrees',
    'UPDATE ended_waiting SET session = zeroblob(16)',
  ),
  ofWait(
    'a wait would end at another time',
    'waiting_row_disagrees',
    'UPDATE ended_waiting SET expires_at_ms = 0',
  ),
  ofWait(
    'a wait was served with no booking',
    'waiting_row_disagrees',
    'UPDATE ended_waiting SET booking_id = NULL',
  ),
  ofWait(
    'a wait was begun by no event',
    'waiting_row_without_events',
    `INSERT INTO ended_waiting SELECT zeroblob(16), show_no, session, status, version, count, expires_at_ms, booking_id
     FROM ended_waiting`,
  ),
];

/** Show one's head, ann's booking, cid's wait: the statement gets the condition for it. */
function ofHead(what: string, code: FindingCode, statement: string): RealDamage {
  return ofRow(what, code, `${statement} WHERE show_no = (SELECT show_no FROM show WHERE show_id = ?)`, ONE);
}

function ofBooking(what: string, code: FindingCode, statement: string): RealDamage {
  return ofRow(what, code, `${statement} WHERE booking_id = ?`, id('ann'));
}

function ofWait(what: string, code: FindingCode, statement: string): RealDamage {
  return ofRow(what, code, `${statement} WHERE waiting_id = ?`, placeOf('cid'));
}

function ofRow(what: string, code: FindingCode, statement: string, row_id: string): RealDamage {
  const damage = (folder: string): void =>
    tamper(folder, (database) => {
      const { changes } = database.prepare(statement).run(ulidToBytes(row_id));
      if (changes !== 1) throw new Error(`${changes} rows were changed by: ${statement}`);
    });
  return { what, code, show_id: ONE, damage };
}
