import { crc32 } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import type { Snapshot } from '../event-log.ts';
import { chainStart } from './record.ts';

/** The newest snapshot of each show. */
export interface SnapshotTable {
  replace(show_no: number, snapshot: Snapshot): void;
  /** Null where there is none, or where it is damaged: the whole history says the same. */
  find(show_no: number, show_id: string): { sequence: number; state: Buffer } | null;
}

interface SelectedSnapshot {
  readonly sequence: number;
  readonly epoch: number;
  readonly checksum: number;
  readonly state: Buffer;
}

export function snapshotTable(database: Database): SnapshotTable {
  const replace = database.prepare<
    [show_no: number, sequence: number, epoch: number, checksum: number, state: Uint8Array]
  >('REPLACE INTO snapshot VALUES (?, ?, ?, ?, ?)');
  const select = database.prepare<[show_no: number], SelectedSnapshot>(
    'SELECT sequence, epoch, checksum, state FROM snapshot WHERE show_no = ?',
  );
  return {
    replace(show_no, { show_id, sequence, epoch, state }): void {
      replace.run(show_no, sequence, epoch, checksumOf(show_id, sequence, epoch, state), state);
    },
    find(show_no, show_id): { sequence: number; state: Buffer } | null {
      const found = select.get(show_no);
      if (found === undefined) return null;
      const { sequence, epoch, checksum, state } = found;
      return checksum === checksumOf(show_id, sequence, epoch, state) ? { sequence, state } : null;
    },
  };
}

/** Binds the state to its show and its place there. */
function checksumOf(show_id: string, sequence: number, epoch: number, state: Uint8Array): number {
  return crc32(state, crc32(`${sequence} ${epoch}`, chainStart(show_id)));
}
