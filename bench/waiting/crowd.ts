import { setTimeout as sleep } from 'node:timers/promises';
import { drawId } from '../../src/ids.ts';
import { SEATS, seatName } from '../hall.ts';
import { startProcessMeter } from '../machine/process-cpu.ts';
import type { Course, Move, Task } from './task.ts';
import { openTill, type Till } from './till.ts';
import { joinQueue, type WaitingBrowser } from './waiting-browser.ts';

/** So many join at a time: more connections at once than a listening socket has room for would be made to wait. */
const JOINING_AT_A_TIME = 32;
const MICROSECONDS_A_SECOND = 1_000_000;

interface Holder {
  readonly session_id: string;
  readonly booking_id: string;
  readonly seat_id: string;
}

/** Everybody at the show: those who hold its seats, those who wait, and the operator who cancels it in the end. */
export async function runCrowd(task: Task): Promise<Course> {
  const till = await openTill(task);
  const holders = await holdAllSeats(till);
  const queue = await joinAll(task);
  const all_ended = Promise.all(queue.map(({ ended }) => ended));
  // One failed request fails the bench at once, however many others still wait.
  const failed = new Promise<never>((_, reject) => all_ended.catch(reject));

  const readCpu = startProcessMeter({ service: task.service_pid, client: process.pid });
  const start = performance.now();
  const moves = await Promise.race([moveQueue(task, till, holders, queue), failed]);
  const cancel_sent_at = performance.now();
  await till.cancelShow();
  await all_ended;
  const lasted_s = (performance.now() - start) / 1_000;
  const cpu_s = Object.fromEntries(
    Object.entries(readCpu()).map(([name, cpu_us]) => [name, cpu_us / MICROSECONDS_A_SECOND]),
  );
  const browsers = await Promise.all(queue.map((browser) => browser.conclude()));
  till.close();
  return { browsers, moves, cancel_sent_at, cpu_s, lasted_s };
}

async function holdAllSeats(till: Till): Promise<Holder[]> {
  const holders: Holder[] = [];
  for (let index = 0; index < SEATS; index += 1) {
    const session_id = drawId();
    const seat_id = seatName(index);
    holders.push({ session_id, seat_id, booking_id: await till.reserve(session_id, seat_id) });
  }
  return holders;
}

/** In the order of the queue. */
async function joinAll(task: Task): Promise<WaitingBrowser[]> {
  const joined: WaitingBrowser[] = [];
  let joining = 0;
  const joinNext = async (): Promise<void> => {
    while (joining < task.browsers) {
      joining += 1;
      joined.push(await joinQueue(task));
    }
  };
  await Promise.all(Array.from({ length: JOINING_AT_A_TIME }, joinNext));
  return joined.sort((one, other) => one.place - other.place);
}

/** Holders give their seats back at an even pace, and now and then somebody leaves who still waits. */
async function moveQueue(
  { releases, releases_per_second, releases_a_leave }: Task,
  till: Till,
  holders: readonly Holder[],
  queue: readonly WaitingBrowser[],
): Promise<Move[]> {
  const moves: Move[] = [];
  const still_waiting = [...queue];
  const start = performance.now();
  for (const [index, { session_id, booking_id, seat_id }] of holders.slice(0, releases).entries()) {
    await sleep(Math.max(0, start + (index * 1_000) / releases_per_second - performance.now()));
    moves.push({ type: 'release', seat_id, sent_at: performance.now() });
    await till.release(session_id, booking_id);
    still_waiting.shift();
    if (index % releases_a_leave !== releases_a_leave - 1) continue;
    const drawn = Math.floor(Math.random() * still_waiting.length);
    for (const leaver of still_waiting.splice(drawn, 1)) {
      moves.push({ type: 'leave', place: leaver.place, sent_at: performance.now() });
      await till.leave(leaver.session_id, leaver.waiting_id);
    }
  }
  return moves;
}
