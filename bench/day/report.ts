import { mebibytes, readable } from '../report/numbers.ts';
import { table } from '../report/table.ts';
import type { DiskUse } from './disk.ts';
import type { MemoryUse, Sold, Woken } from './phase.ts';

export interface Day {
  readonly sold: Sold;
  /** The start after the seller was killed. */
  readonly after_kill: Woken;
  /** The start after an engine was closed in good order. */
  readonly after_close: Woken;
  readonly disk: DiskUse;
}

/** What is expected of the reference day, of 15,000 shows. */
const MOST_MEMORY = 600 * 2 ** 20;
const MOST_SECONDS_TO_FIRST_ANSWER = 2;
const MOST_SECONDS_TO_ALL_AWAKE = 10;
const MOST_BYTES_A_SEAT = 200;

/** Reserved, payment started, payment captured. */
const STEPS_A_BOOKING = 3;

export function dayTable({ sold, after_kill, after_close, disk }: Day): string {
  const { seats, bookings, seconds } = sold;
  const rows = [
    ['seats sold a second', readable(seats / seconds), '', ''],
    ['durable steps a second', readable((bookings * STEPS_A_BOOKING) / seconds), '', ''],
    ...memoryRows('all awake, just sold out', sold.memory),
    ...wakingRows('after kill -9', after_kill),
    ...wakingRows('after a clean stop', after_close),
    atMost('bytes on disk a seat', disk.bytes / seats, MOST_BYTES_A_SEAT, readable),
  ];
  return table(
    [`${readable(seats)} seats in ${readable(bookings)} bookings`, 'measured', 'expected', ''],
    rows,
  );
}

/** Where the bytes go. */
export function diskTable({ files, tables }: DiskUse, { seats }: Sold): string {
  const a_seat = (bytes: number): string => readable(bytes / seats);
  const rows = [
    ...files.map(({ name, bytes }) => [name, '', mebibytes(bytes), '', a_seat(bytes)]),
    ...tables.map(({ name, rows, bytes, payload }) => [
      `  ${name}`,
      readable(rows),
      mebibytes(bytes),
      mebibytes(payload),
      a_seat(bytes),
    ]),
  ];
  return table(['on disk', 'cells', 'pages', 'payload', 'bytes a seat'], rows);
}

function wakingRows(when: string, { first_answer, all_awake, memory }: Woken): string[][] {
  return [
    atMost(`${when}: seconds to the first answer`, first_answer, MOST_SECONDS_TO_FIRST_ANSWER, readable),
    atMost(`${when}: seconds until all are awake`, all_awake, MOST_SECONDS_TO_ALL_AWAKE, readable),
    ...memoryRows(`${when}: all awake`, memory),
  ];
}

function memoryRows(when: string, { before_gc, after_gc }: MemoryUse): string[][] {
  return [
    [`${when}: peak resident memory`, mebibytes(before_gc.peak), '', ''],
    atMost(`${when}: resident memory`, after_gc.now, MOST_MEMORY, mebibytes),
  ];
}

function atMost(what: string, measured: number, most: number, write: (value: number) => string): string[] {
  return [what, write(measured), `≤ ${write(most)}`, measured <= most ? 'yes' : 'NO'];
}
