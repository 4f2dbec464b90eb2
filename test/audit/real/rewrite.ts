import Sqlite, { type Database } from 'better-sqlite3';
import { decodeEvent, encodeEvent, type ShowEvent } from '../../../actors/index.ts';
import { logPath } from '../../../persistence/sqlite/files.ts';
import { chainStart, openRecord, type RecordPlace, sealRecord } from '../../../persistence/sqlite/record.ts';
import { ulidToBytes } from '../../../persistence/ulid-bytes.ts';

/** Opens the log's file to do something to it that its own code never would. */
export function tamper(folder: string, change: (database: Database) => void): void {
  const database = new Sqlite(logPath(folder));
  try {
    change(database);
  } finally {
    database.close();
  }
}

/** What comes in place of an event; bytes are taken as they are. */
export type Edit = (event: ShowEvent, sequence: number) => readonly (ShowEvent | Uint8Array)[];

/**
 * Writes the history of a show anew with other events and with checksums that hold, as a faulty engine would have
 * written it. No record may become empty.
 */
export function rewrite(folder: string, show_id: string, edit: Edit): void {
  tamper(folder, (database) => {
    const rows = database
      .prepare<[Uint8Array], RecordPlace & { show_no: number; events: Buffer }>(
        `SELECT show_no, position, previous, log.sequence, epoch, events
         FROM log JOIN show USING (show_no) WHERE show_id = ? ORDER BY position`,
      )
      .all(ulidToBytes(show_id));
    const update = database.prepare('UPDATE log SET sequence = ?, events = ? WHERE position = ?');
    let chain = chainStart(show_id);
    let sequence = 1;
    for (const row of rows) {
      const steps = openRecord(row, row.events, 0).steps.map((step) =>
        step.events.flatMap((bytes, index) => edit(decodeEvent(bytes), step.sequence + index).map(toBytes)),
      );
      const sealed = sealRecord({ ...row, sequence }, steps, chain);
      update.run(sequence, sealed.events, row.position);
      chain = sealed.checksum;
      sequence += steps.flat().length;
    }
    database
      .prepare('UPDATE show_head SET sequence = ?, checksum = ? WHERE show_no = ?')
      .run(sequence - 1, chain, rows[0]?.show_no);
  });
}

function toBytes(event: ShowEvent | Uint8Array): Uint8Array {
  return event instanceof Uint8Array ? event : encodeEvent(event);
}
