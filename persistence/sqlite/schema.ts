import type { Database } from 'better-sqlite3';

/** Says that a file is a log of boxoffice: 'boxo' in ASCII. */
const APPLICATION_ID = 0x626f786f;

/**
 * Each takes the schema one version further; a released one is never altered. The file's `user_version` is the number
 * of those that it went through.
 *
 * `log` and `show` are the truth. All else is derived from them and can be rebuilt.
 */
const MIGRATIONS: readonly string[] = [
  `
  -- One row is one show's share of one commit; see record.ts for what lies in events.
  CREATE TABLE log (
    position INTEGER PRIMARY KEY,
    show_no  INTEGER NOT NULL,
    previous INTEGER,          -- position of the show's row before: a history is read from its end, without an index
    sequence INTEGER NOT NULL, -- of its first event
    epoch    INTEGER NOT NULL,
    events   BLOB    NOT NULL
  ) STRICT;

  -- A short number for each show's id.
  CREATE TABLE show (
    show_no   INTEGER PRIMARY KEY,
    show_id   BLOB    NOT NULL UNIQUE,
    partition INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE show_head (
    show_no       INTEGER PRIMARY KEY,
    epoch         INTEGER NOT NULL,
    sequence      INTEGER NOT NULL, -- of its newest event
    last_position INTEGER NOT NULL, -- of its newest row in log
    checksum      INTEGER NOT NULL, -- of its newest event
    deadline_ms   INTEGER,
    available     TEXT    NOT NULL  -- JSON: available seats by seat type
  ) STRICT;
  CREATE INDEX show_with_deadline ON show_head (show_no) WHERE deadline_ms IS NOT NULL;

  CREATE TABLE booking (
    booking_id     BLOB    PRIMARY KEY,
    show_no        INTEGER NOT NULL,
    session        BLOB    NOT NULL,
    status         INTEGER NOT NULL, -- 1 reserved, 2 booked, 3 expired, 4 released, 5 cancelled
    version        INTEGER NOT NULL,
    seats          TEXT    NOT NULL, -- JSON: seat ids
    total          INTEGER NOT NULL, -- minor units
    currency       TEXT    NOT NULL,
    expires_at_ms  INTEGER NOT NULL,
    payment_id     BLOB,
    payment_status INTEGER,
    payment_reason TEXT
  ) STRICT, WITHOUT ROWID;

  -- Which bookings a session has: rowid is the millisecond in a booking's id, the text is the beginnings, in
  -- hexadecimal, of the sessions that booked in it. Sessions come in no order, so an ordinary index would write
  -- a page for each booking; this one is written as sorted runs and merged later.
  CREATE VIRTUAL TABLE booking_by_session
    USING fts5(sessions, content = '', detail = none, columnsize = 0, tokenize = 'ascii');

  CREATE TABLE ended_waiting (
    waiting_id    BLOB    PRIMARY KEY,
    show_no       INTEGER NOT NULL,
    session       BLOB    NOT NULL,
    status        INTEGER NOT NULL,
    version       INTEGER NOT NULL,
    count         INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    booking_id    BLOB
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE snapshot (
    show_no  INTEGER PRIMARY KEY,
    sequence INTEGER NOT NULL, -- of the newest event that it contains
    epoch    INTEGER NOT NULL,
    checksum INTEGER NOT NULL, -- see snapshot.ts
    state    BLOB    NOT NULL
  ) STRICT;

  CREATE VIEW show_seats AS
    SELECT show.show_id, seat.value AS seat_id, booking.status, booking.booking_id
    FROM booking JOIN show USING (show_no), json_each(booking.seats) AS seat
    WHERE booking.status IN (1, 2);
  `,
  `
  -- Waits that ended together by thousands, in runs of some hundreds; they go on to ended_waiting one run after the other.
  CREATE TABLE ended_waiting_run (
    run_no  INTEGER PRIMARY KEY,
    show_no INTEGER NOT NULL,
    rows    BLOB    NOT NULL -- see ended-waiting-runs.ts
  ) STRICT;

  -- Of snapshots that are too large for one row: their state in snapshot is empty.
  CREATE TABLE snapshot_piece (
    show_no  INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    piece    INTEGER NOT NULL, -- from 0
    bytes    BLOB    NOT NULL,
    PRIMARY KEY (show_no, sequence, piece)
  ) STRICT;
  `,
];

/** The file is not a log of boxoffice, or one that a newer boxoffice has written. */
export class LogSchemaError extends Error {
  override readonly name = 'LogSchemaError';
}

/** Takes the file's schema forward to this version; throws a `LogSchemaError` where that cannot be. */
export function migrate(database: Database): void {
  const version = checkIdentity(database);
  for (const [index, migration] of MIGRATIONS.entries()) {
    if (index < version) continue;
    database.transaction(() => {
      database.exec(migration);
      database.pragma(`application_id = ${APPLICATION_ID}`);
      database.pragma(`user_version = ${index + 1}`);
    })();
  }
}

/** For those who may only read: throws a `LogSchemaError` where the file has not exactly this version's schema. */
export function requireSchema(database: Database): void {
  const version = checkIdentity(database);
  if (version < MIGRATIONS.length) {
    throw new LogSchemaError(
      `${database.name} has schema version ${version}, this boxoffice reads ${MIGRATIONS.length}: start it once to bring the file forward`,
    );
  }
}

function checkIdentity(database: Database): number {
  const version = wholeNumber(database, 'user_version');
  const application = wholeNumber(database, 'application_id');
  const tables = wholeNumber(database, 'schema_version');
  if (application !== APPLICATION_ID && (version > 0 || tables > 0)) {
    throw new LogSchemaError(`${database.name} is not a log of boxoffice`);
  }
  if (version > MIGRATIONS.length) {
    throw new LogSchemaError(
      `${database.name} has schema version ${version}, but this boxoffice knows none newer than ${MIGRATIONS.length}: use the newer boxoffice that wrote it`,
    );
  }
  return version;
}

function wholeNumber(database: Database, pragma: string): number {
  return Number(database.pragma(pragma, { simple: true }));
}
