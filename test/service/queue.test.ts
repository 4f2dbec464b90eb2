import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Answer, type Client, openClient } from '../support/client.ts';
import { type Service, startService } from '../support/service.ts';
import { findShows, importSmallCatalogue, textAt, valueAt } from '../support/small-catalogue.ts';

const LATER_MS = 2_000;

const queue = suite<{ data_folder: string; service: Service; shows: string[] }>('the queue, from outside');

queue.before(async (context) => {
  context.data_folder = mkdtempSync(join(tmpdir(), 'boxoffice-queue-'));
  await importSmallCatalogue(context.data_folder, { shows: 2, rows: 2, seats_per_row: 4 });
  context.service = await startService({
    data_folder: context.data_folder,
    environment: { BOXOFFICE_RESERVATION_S: '3', BOXOFFICE_RESERVATION_BUFFER_S: '1' },
  });
  context.shows = await findShows(context.service.url);
});

queue.after(async ({ data_folder, service }) => {
  await service.stop('SIGTERM');
  rmSync(data_folder, { recursive: true, force: true });
});

queue(
  'a full show and three who wait for 2, 5 and 1: served in order, and told when it is no use',
  async (context) => {
    const open = (): Client => openClient(context.service.url, context.shows[0] ?? '');
    const [payer, lapser, late_payer] = [open(), open(), open()];
    const paid = await payer.reserve({ count: 3 });
    const lapsing = await lapser.reserve({ count: 3 });
    // Its time must not be up together with that of the one that lapses.
    await sleep(LATER_MS);
    const paid_late = await late_payer.reserve({ count: 2 });
    const full = await open().reserve({ count: 1 });
    assert.is(textAt(full.body, 'code'), 'retry');

    const [wants_two, wants_five, wants_one] = [open(), open(), open()];
    const two = await endOf(wants_two, await wants_two.join(2));
    const five_joined = await wants_five.join(5);
    const five = await endOf(wants_five, five_joined);
    assert.is(valueAt(five_joined.body, 'waiting', 'position'), 2);
    const one = await endOf(wants_one, await wants_one.join(1));

    // Three booked, five may still come free: the one who wants five may go on waiting.
    assert.is((await payer.pay(bookingId(paid))).status, 200);
    // The second reservation lapses: two are served, one seat is left, and it is not given to the third in the queue.
    assert.is(textAt((await two.ended).body, 'waiting', 'status'), 'served');
    assert.is(textAt((await lapser.booking(bookingId(lapsing))).body, 'booking', 'status'), 'expired');
    const still_third = await wants_one.waiting(one.waiting_id, 0, 0);
    assert.is(valueAt(still_third.body, 'waiting', 'status'), 'waiting');
    const newcomer = await open().reserve({ count: 1 });
    assert.is(valueAt(newcomer.body, 'reason'), 'queue', 'a newcomer must not overtake those who wait');

    // Five booked: five seats can no longer come together. The one who wanted them is told, the next is served.
    const sent_at = performance.now();
    assert.is((await late_payer.pay(bookingId(paid_late))).status, 200);
    const told = await five.ended;
    assert.is(textAt(told.body, 'waiting', 'status'), 'not_enough_seats');
    assert.is(textAt((await one.ended).body, 'waiting', 'status'), 'served');
    console.log(
      `told ${(told.at - sent_at).toFixed(0)} ms after the payment was sent that it is no use to wait`,
    );
  },
);

queue(
  'of two joins of which the first was acknowledged before the second was sent, the first is served first',
  async (context) => {
    const open = (): Client => openClient(context.service.url, context.shows[1] ?? '');
    const holders = [open(), open()];
    for (const holder of holders) assert.is((await holder.reserve({ count: 4 })).status, 201);

    // Four who join one after the other, six times at once: so some joins are ordered and some are not.
    const joins: { sent_at: number; acknowledged_at: number; ended: Promise<Answer> }[] = [];
    const joiner = async (): Promise<void> => {
      for (let joined = 0; joined < 6; joined += 1) {
        const client = open();
        const sent_at = performance.now();
        const answer = await client.join(1);
        assert.is(answer.status, 201);
        const { ended } = await endOf(client, answer);
        joins.push({ sent_at, acknowledged_at: answer.at, ended: ended.then((end) => letGo(client, end)) });
      }
    };
    await Promise.all([joiner(), joiner(), joiner(), joiner()]);

    const served = await Promise.all(
      joins.map(async (join) => ({
        ...join,
        served_at: Date.parse(textAt((await join.ended).body, 'waiting', 'booking', 'expires_at')),
      })),
    );
    for (const first of served) {
      for (const second of served) {
        const is_owed = first.acknowledged_at < second.sent_at;
        assert.ok(!is_owed || first.served_at <= second.served_at, 'somebody was overtaken');
      }
    }
  },
);

/** Gives the seats back as soon as they are there, so that the next can be served. */
async function letGo(client: Client, end: Answer): Promise<Answer> {
  assert.is(textAt(end.body, 'waiting', 'status'), 'served');
  assert.is((await client.end(textAt(end.body, 'waiting', 'booking', 'booking_id'))).status, 200);
  return end;
}

/** Long-polls the place from now on; `ended` is the first answer that says how the wait ended. */
async function endOf(
  client: Client,
  joined: Answer,
): Promise<{ waiting_id: string; ended: Promise<Answer> }> {
  assert.is(joined.status, 201, JSON.stringify(joined.body));
  const waiting_id = textAt(joined.body, 'waiting', 'waiting_id');
  const poll = async (last: Answer): Promise<Answer> => {
    if (valueAt(last.body, 'waiting', 'status') !== 'waiting') return last;
    return poll(await client.waiting(waiting_id, 30, Number(valueAt(last.body, 'waiting', 'version'))));
  };
  return { waiting_id, ended: poll(joined) };
}

function bookingId(answer: Answer): string {
  assert.is(answer.status, 201, JSON.stringify(answer.body));
  return textAt(answer.body, 'booking', 'booking_id');
}

queue.run();
