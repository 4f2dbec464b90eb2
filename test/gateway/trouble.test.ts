import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openMemoryLog } from '../../persistence/index.ts';
import type { CommitOutcome } from '../../persistence/memory/memory-log.ts';
import { assertRefused, at, openStage } from './stage.ts';

const trouble = suite('trouble');

trouble('a full disk: nothing is sold, everything says so, and it goes on by itself', async () => {
  let outcome: CommitOutcome = 'committed';
  const { box_office, freshShow, holder, visitor } = await openStage({
    log: openMemoryLog({ outcomeOf: () => outcome }),
  });
  const show = freshShow();
  const { visitor: guest, booking } = await holder(show, { seats: ['A-1'] });
  outcome = 'full';
  const refused = await visitor().ask('POST', `${show}/bookings`, { body: { seats: ['A-2'] } });
  assertRefused(refused, 503, 'unavailable');
  assert.is(refused.headers.get('retry-after'), '2');
  const not_ready = await visitor().ask('GET', '/readyz');
  assertRefused(not_ready, 503, 'unavailable');
  outcome = 'committed';
  let again = await visitor().ask('POST', `${show}/bookings`, { body: { seats: ['A-2'] } });
  while (again.status === 503)
    again = await visitor().ask('POST', `${show}/bookings`, { body: { seats: ['A-2'] } });
  assert.is(again.status, 201);
  assert.is((await visitor().ask('GET', '/readyz')).status, 200);
  assert.is(at(await guest.ask('GET', booking), 'booking', 'status'), 'reserved');
  await box_office.close();
});

trouble('an error of our own is logged with its words, and told without them', async () => {
  const { box_office, freshShow, visitor } = await openStage({
    aroundRouting: (routing) => ({
      ...routing,
      ask: async () => {
        throw new Error('the words of the error');
      },
    }),
  });
  const answer = await visitor().ask('POST', `${freshShow()}/bookings`, { body: { count: 1 } });
  assertRefused(answer, 500, 'internal_error');
  assert.not.match(JSON.stringify(answer.body), 'the words of the error');
  await box_office.close();
});

trouble.run();
