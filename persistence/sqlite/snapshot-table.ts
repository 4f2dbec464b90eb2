import { crc32 } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import type { Snapshot } from '../event-log.ts';
import { chainStart } from './record.ts';

/**
 * The newest snapshot of each show. That of a show with a hundred thousand waiting users has 15 MB, which would hold up the
 * commit that it went with, and so all shows: a large one is written piece by piece in commits of its own, when there is
 * nothing else to do, and counts from its last piece on. Until then the one before does.
 */
export interface SnapshotTable {
  /** Within a commit. */
  replace(show_no: number, snapshot: Snapshot): void;
  /** To be called after the commit of the events that it contains; what was begun for the show before is given up. */
  begin(show_no: number, snapshot: Snapshot): void;
  /** Writes a piece, or removes one that is not needed any more, in a transaction of its own. False where there is none. */
  writePiece(): boolean;
  /** Null where there is none, or where it is damaged: the whole history says the same. */
  find(show_no: number, show_id: string): { sequence: number; state: Buffer } | null;
}

export function isLarge({ state }: Snapshot): boolean {
  return state.length >= LARGE_BYTES;
}

const LARGE_BYTES = 2 ** 20;
const PIECE_BYTES = 2 ** 18;

/** In the place of a state that lies in pieces. */
const IN_PIECES = new Uint8Array(0);

interface SelectedSnapshot {
  readonly sequence: number;
  readonly epoch: number;
  readonly checksum: number;
  readonly state: Buffer;
}

/** A large snapshot that is being written. */
interface UnderWay {
  readonly snapshot: Snapshot;
  pieces: number;
  /** Over the pieces that are written. */
  checksum: number;
}

export function snapshotTable(database: Database): SnapshotTable {
  const replace = database.prepare<
    [show_no: number, sequence: number, epoch: number, checksum: number, state: Uint8Array]
  >('REPLACE INTO snapshot VALUES (?, ?, ?, ?, ?)');
  const select = database.prepare<[show_no: number], SelectedSnapshot>(
    'SELECT sequence, epoch, checksum, state FROM snapshot WHERE show_no = ?',
  );
  const replacePiece = database.prepare<
    [show_no: number, sequence: number, piece: number, bytes: Uint8Array]
  >('REPLACE INTO snapshot_piece VALUES (?, ?, ?, ?)');
  const selectPieces = database
    .prepare<[show_no: number, sequence: number], Buffer>(
      'SELECT bytes FROM snapshot_piece WHERE show_no = ? AND sequence = ? ORDER BY piece',
    )
    .pluck();
  const removeUnneeded = database.prepare<[show_no: number]>(
    `DELETE FROM snapshot_piece WHERE rowid =
       (SELECT rowid FROM snapshot_piece AS piece WHERE show_no = ? AND NOT EXISTS
          (SELECT 1 FROM snapshot
           WHERE show_no = piece.show_no AND sequence = piece.sequence AND length(state) = 0)
        LIMIT 1)`,
  );
  const selectInPieces = database.prepare<[], number>('SELECT DISTINCT show_no FROM snapshot_piece').pluck();
  /** By the show's number. */
  const under_way = new Map<number, UnderWay>();
  /** Shows that a large snapshot was ever begun of. */
  const in_pieces = new Set(selectInPieces.all());
  /** Shows of which there may be pieces that do not count, as a crash may have left them. */
  const untidy = new Set(in_pieces);

  const writePiece = database.transaction((show_no: number, { snapshot, pieces, checksum }: UnderWay) => {
    const { sequence, epoch, state } = snapshot;
    const start = pieces * PIECE_BYTES;
    const bytes = state.subarray(start, start + PIECE_BYTES);
    const checksum_so_far = crc32(bytes, checksum);
    const is_last = start + bytes.length === state.length;
    replacePiece.run(show_no, sequence, pieces, bytes);
    if (is_last) replace.run(show_no, sequence, epoch, checksum_so_far, IN_PIECES);
    return { checksum: checksum_so_far, is_last };
  });

  return {
    replace(show_no, { show_id, sequence, epoch, state }): void {
      const checksum = crc32(state, checksumBefore(show_id, sequence, epoch));
      replace.run(show_no, sequence, epoch, checksum, state);
      under_way.delete(show_no);
      if (in_pieces.has(show_no)) untidy.add(show_no);
    },

    begin(show_no, snapshot): void {
      const { show_id, sequence, epoch } = snapshot;
      under_way.set(show_no, { snapshot, pieces: 0, checksum: checksumBefore(show_id, sequence, epoch) });
      in_pieces.add(show_no);
    },

    writePiece(): boolean {
      for (const [show_no, each] of under_way) {
        const { checksum, is_last } = writePiece.immediate(show_no, each);
        each.pieces += 1;
        each.checksum = checksum;
        if (is_last) {
          under_way.delete(show_no);
          untidy.add(show_no);
        }
        return true;
      }
      for (const show_no of untidy) {
        if (removeUnneeded.run(show_no).changes === 0) untidy.delete(show_no);
        return true;
      }
      return false;
    },

    find(show_no, show_id): { sequence: number; state: Buffer } | null {
      const found = select.get(show_no);
      if (found === undefined) return null;
      const { sequence, epoch, checksum } = found;
      const state = found.state.length > 0 ? found.state : Buffer.concat(selectPieces.all(show_no, sequence));
      return checksum === crc32(state, checksumBefore(show_id, sequence, epoch)) ? { sequence, state } : null;
    },
  };
}

/** Binds the state to its show and its place there. */
function checksumBefore(show_id: string, sequence: number, epoch: number): number {
  return crc32(`${sequence} ${epoch}`, chainStart(show_id));
}
