import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openMemoryLog, type Step } from '../../persistence/index.ts';
import { eventLogContract } from './event-log-contract.ts';
import { appender, errorOf, historyOf, someBooking } from './samples.ts';

eventLogContract('in memory', async () => openMemoryLog());

const memoryLog = suite('log in memory: commits that fail on demand');

memoryLog('a full disk rolls a commit back, and what was decided on it is refused', async () => {
  let full = false;
  const log = openMemoryLog({ outcomeOf: () => (full ? 'full' : 'committed') });
  const show = await appender(log);
  await show.append(['one']);
  full = true;
  const booking = someBooking(show.show_id);
  assert.is(await errorOf(show.append(['two'], { bookings: [booking] })), 'LogUnavailableError');
  assert.is(await errorOf(log.probe()), 'LogUnavailableError');
  full = false;
  assert.is(await errorOf(log.probe()), 'none');
  assert.is(await errorOf(show.append(['three'])), 'StaleEpochError');
  assert.is(await log.findBooking(booking.booking_id), null);
  await (await appender(log, show.show_id)).append(['two again']);
  assert.equal(await historyOf(log, show.show_id), [['one'], ['two again']]);
  await log.close();
});

memoryLog('a broken log takes nothing more', async () => {
  const asked: Step[][] = [];
  const log = openMemoryLog({
    outcomeOf: (steps) => {
      asked.push([...steps]);
      return 'broken';
    },
  });
  const show = await appender(log);
  assert.is(await errorOf(show.append(['one'])), 'LogBrokenError');
  assert.is(await errorOf(log.wake(show.show_id)), 'LogBrokenError');
  assert.is(await errorOf(log.close()), 'LogBrokenError');
  assert.is(asked.length, 1);
});

memoryLog.run();
