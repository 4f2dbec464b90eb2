import type { Database } from 'better-sqlite3';
import { partitionOf } from '../partition.ts';
import { ulidFromBytes, ulidToBytes } from '../ulid-bytes.ts';
import { chainStart } from './record.ts';

/** A row of `show_head`, but for what is queried of it. */
interface StoredHead {
  readonly show_no: number | null;
  readonly epoch: number;
  readonly sequence: number;
  readonly last_position: number | null;
  readonly checksum: number;
}

/** Where the history of a show that is awake stands: what is stored, and what the commit under way adds to it. */
export interface ShowHead extends StoredHead {
  readonly show_id: string;
  /** Null until the show has something in the log. */
  show_no: number | null;
  /** The newest that was given; it is stored with the next append. */
  epoch: number;
  /** Sequence number of the newest event. */
  sequence: number;
  /** Position of the newest record. */
  last_position: number | null;
  /** Checksum of the newest event. */
  checksum: number;
  /** An append of this epoch was refused: what comes after it was decided on what never happened. */
  lost: boolean;
  /** Whether an append came since the last look at what may be forgotten. */
  used: boolean;
}

export interface ShowHeads {
  /** To be called between commits: within one, a head that was just begun or appended to must not be forgotten. */
  makeRoom(): void;
  /** The head of a show that was woken by this process, or undefined where it never was, or was forgotten. */
  awake(show_id: string): ShowHead | undefined;
  /** Gives the show a new epoch, which is returned; from now on appends with an older one are refused. */
  beginEpoch(show_id: string): number;
  /** Brings the head of a show that is awake back to what is stored, and forgives what was lost. */
  reload(show_id: string): ShowHead;
  /** The show's number, given now where it has none. */
  numberOf(head: ShowHead): number;
  /** Stores the head with what is queried of it. */
  write(head: StoredHead, deadline_ms: number | null, available: readonly number[]): void;
  deadlines(): { show_id: string; deadline_ms: number }[];
  availability(): { show_id: string; available: number[] }[];
}

/** More than can be awake at a time. */
const MOST_HEADS = 100_000;

interface SelectedHead {
  readonly show_no: number;
  readonly epoch: number | null;
  readonly sequence: number | null;
  readonly last_position: number | null;
  readonly checksum: number | null;
}

/** `most_heads` is how many are remembered before those without appends are forgotten. */
export function showHeads(database: Database, most_heads = MOST_HEADS): ShowHeads {
  const select = database.prepare<[Uint8Array], SelectedHead>(
    `SELECT show_no, epoch, sequence, last_position, checksum
     FROM show LEFT JOIN show_head USING (show_no) WHERE show_id = ?`,
  );
  const insertShow = database.prepare<[show_id: Uint8Array, partition: number]>(
    'INSERT INTO show (show_id, partition) VALUES (?, ?)',
  );
  const replaceHead = database.prepare<
    [
      show_no: number,
      epoch: number,
      sequence: number,
      last_position: number | null,
      checksum: number,
      deadline_ms: number | null,
      available: string,
    ]
  >('REPLACE INTO show_head VALUES (?, ?, ?, ?, ?, ?, ?)');
  const selectDeadlines = database.prepare<[], { show_id: Buffer; deadline_ms: number }>(
    `SELECT show_id, deadline_ms FROM show_head JOIN show USING (show_no)
     WHERE deadline_ms IS NOT NULL ORDER BY deadline_ms`,
  );
  const selectAvailable = database.prepare<[], { show_id: Buffer; available: string }>(
    'SELECT show_id, available FROM show_head JOIN show USING (show_no)',
  );

  const heads = new Map<string, ShowHead>();
  /** The newest epoch among the heads that were forgotten: none of theirs may be given again. */
  let forgotten_epoch = 0;

  /**
   * Forgets the heads that got no append since the last time. Should one of the shows be awake, its next append is
   * refused, and it wakes again.
   */
  const forgetUnused = (): void => {
    for (const head of heads.values()) {
      if (head.used) {
        head.used = false;
      } else {
        heads.delete(head.show_id);
        forgotten_epoch = Math.max(forgotten_epoch, head.epoch);
      }
    }
  };

  const load = (show_id: string): ShowHead => {
    const stored = select.get(ulidToBytes(show_id));
    return {
      show_id,
      show_no: stored?.show_no ?? null,
      epoch: stored?.epoch ?? 0,
      sequence: stored?.sequence ?? 0,
      last_position: stored?.last_position ?? null,
      checksum: stored?.checksum ?? chainStart(show_id),
      lost: false,
      used: false,
    };
  };

  return {
    makeRoom(): void {
      if (heads.size >= most_heads) forgetUnused();
    },

    awake: (show_id) => heads.get(show_id),

    beginEpoch(show_id): number {
      const known = heads.get(show_id);
      if (known !== undefined) {
        known.epoch += 1;
        return known.epoch;
      }
      const head = load(show_id);
      head.epoch = Math.max(head.epoch, forgotten_epoch) + 1;
      heads.set(show_id, head);
      return head.epoch;
    },

    reload(show_id): ShowHead {
      const before = heads.get(show_id);
      if (before === undefined) throw new Error('a show begins an epoch before it is read');
      const head = { ...load(show_id), epoch: before.epoch };
      heads.set(show_id, head);
      return head;
    },

    numberOf(head): number {
      head.show_no ??= Number(
        insertShow.run(ulidToBytes(head.show_id), partitionOf(head.show_id)).lastInsertRowid,
      );
      return head.show_no;
    },

    write(head, deadline_ms, available): void {
      if (head.show_no === null) throw new Error('a show has its number before its head is stored');
      replaceHead.run(
        head.show_no,
        head.epoch,
        head.sequence,
        head.last_position,
        head.checksum,
        deadline_ms,
        JSON.stringify(available),
      );
    },

    deadlines: () =>
      selectDeadlines
        .all()
        .map(({ show_id, deadline_ms }) => ({ show_id: ulidFromBytes(show_id), deadline_ms })),

    availability: () =>
      selectAvailable.all().map(({ show_id, available }) => ({
        show_id: ulidFromBytes(show_id),
        available: JSON.parse(available),
      })),
  };
}
