import { appendFileSync, rmSync, statfsSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type EventLog, openSqliteLog } from '../../persistence/index.ts';
import { type Appender, appender, errorOf, someBooking } from './samples.ts';

/** Fills the small disk that the folder is on, and says what the log makes of it. */
const [folder = ''] = process.argv.slice(2);
const ballast = join(folder, 'ballast');
const large = ['x'.repeat(20_000)];

function say(line: string): void {
  writeSync(1, `${line}\n`);
}

/** Appends until it is refused; returns how many were acknowledged and why it was refused. */
async function appendUntilRefused(show: Appender): Promise<{ count: number; refusal: string }> {
  for (let count = 0; ; count += 1) {
    const refusal = await errorOf(show.append(large));
    if (refusal !== 'none') return { count, refusal };
  }
}

async function sequenceOf(log: EventLog, show_id: string): Promise<number> {
  return (await log.wake(show_id)).sequence;
}

/** What the probe says when there is no room for as much as a page; what is written before lies where there is none. */
async function probeAFullDisk(): Promise<string> {
  fillTheRest();
  for (let probes = 0; probes < 2_000; probes += 1) {
    const refusal = await errorOf(log.probe());
    if (refusal !== 'none') return refusal;
  }
  return 'none';
}

function fillTheRest(): void {
  const { bavail, bsize } = statfsSync(folder);
  appendFileSync(join(folder, 'rest'), Buffer.alloc(bavail * bsize));
}

writeFileSync(ballast, Buffer.alloc(3_000_000));
const log = await openSqliteLog(folder);
say('opened');
const show = await appender(log);
const { count, refusal } = await appendUntilRefused(show);
say(`refused with ${refusal}`);
const booking = someBooking(show.show_id);
const next = await errorOf(show.append(['small'], { bookings: [booking], deadline_ms: 1 }));
say(`what is decided on it is refused with ${next}`);
const found = await log.findBooking(booking.booking_id);
say(
  found === null && (await log.deadlines()).length === 0
    ? 'nothing of it is in the tables'
    : 'a trace in the tables',
);
const kept = await sequenceOf(log, show.show_id);
say(
  kept === count
    ? 'everything acknowledged is there, and nothing else'
    : `${kept} events, ${count} acknowledged`,
);
const again = await appender(log, show.show_id);
say(`still full: ${await errorOf(again.append(large))}`);
say(`probe: ${await probeAFullDisk()}`);
rmSync(ballast);
say(`probe: ${await errorOf(log.probe())}`);
const roomy = await appender(log, show.show_id);
say(
  (await errorOf(roomy.append(['one more']))) === 'none'
    ? 'taken again when there is room'
    : 'refused for ever',
);
await log.close();
const reopened = await openSqliteLog(folder);
const there = await sequenceOf(reopened, show.show_id);
say(there === count + 1 ? 'everything acknowledged is there after reopening' : `${there} after ${count + 1}`);
await reopened.close();
fillTheRest();
say(`too full to open: ${await errorOf(openSqliteLog(folder))}`);
