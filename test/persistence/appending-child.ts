import { writeSync } from 'node:fs';
import { ulid } from 'ulid';
import { openSqliteLog } from '../../persistence/index.ts';
import { appender, someBooking } from './samples.ts';

/**
 * Appends to several shows at once, many steps at a time, until it is killed or an append fails. For each acknowledged
 * step it prints the show, the sequence number of the step's last event and the booking that the step wrote; for a
 * failure the error's name, and then what opening, waking and closing say.
 */
const [folder = '', shows = '3', event_bytes = '40'] = process.argv.slice(2);
const IN_FLIGHT = 8;

const log = await openSqliteLog(folder);
writeSync(1, 'open\n');

async function appendForEver(): Promise<void> {
  const show = await appender(log);
  let sequence = 0;
  const appendOne = async (): Promise<void> => {
    const booking = someBooking(show.show_id, { booking_id: ulid() });
    sequence += 2;
    const last = sequence;
    await show.append([`${last - 1}`, `${last}`.padEnd(Number(event_bytes))], { bookings: [booking] });
    writeSync(1, `${show.show_id} ${last} ${booking.booking_id}\n`);
  };
  for (;;) await Promise.all(Array.from({ length: IN_FLIGHT }, appendOne));
}

try {
  await Promise.all(Array.from({ length: Number(shows) }, appendForEver));
} catch (error) {
  writeSync(1, `failed ${error instanceof Error ? error.name : 'otherwise'}\n`);
}
