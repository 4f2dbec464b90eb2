import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { SeatNews } from '../../../src/client/index.ts';
import { lastOf, refusalOf, rejectionOf, statusOf } from '../asking.ts';
import type { Way } from '../way.ts';

/** Following a seat map: the same whichever way the requests go. */
export function seatsContract(name: string, open: () => Promise<Way>): void {
  const seats = suite<{ way: Way }>(`seats ${name}`);
  seats.before(async (context) => {
    context.way = await open();
  });
  seats.after(({ way }) => way.close());

  seats('the whole map first, and then what changes in it', async ({ way }) => {
    const client = way.client();
    const show_id = way.freshShow();
    const session = client.session();
    const told: SeatNews[] = [];
    for await (const news of client.followSeats(show_id)) {
      told.push(news);
      if (told.length === 1) await session.reserve(show_id, { seats: ['A-1', 'A-2'] });
      if (told.length === 2) await session.pay(await session.reserve(show_id, { seats: ['C-3'] }), 'tok_ok');
      if (statusOf(news, 'C-3') === 'booked') break;
    }
    assert.equal([told[0]?.seats.length, told[0]?.changed.length], [50, 50]);
    assert.equal(
      told[1]?.changed.map(({ seat_id, status }) => [seat_id, status]),
      [
        ['A-1', 'reserved'],
        ['A-2', 'reserved'],
      ],
    );
    const last = told.at(-1);
    assert.ok(last !== undefined);
    const { changed: _, ...map } = last;
    assert.equal(map, await client.seats(show_id));
    for (const [index, news] of told.entries()) {
      assert.ok(index === 0 || news.version > (told[index - 1]?.version ?? 0), 'versions grow');
    }
  });

  seats('a slow loop gets all changes at once', async ({ way }) => {
    const client = way.client();
    const show_id = way.freshShow();
    let times = 0;
    for await (const news of client.followSeats(show_id)) {
      times += 1;
      if (times > 1 && news.seats.every(({ status }) => status === 'reserved')) break;
      if (times > 1) continue;
      const buyers = Array.from({ length: 5 }, () => client.session());
      for (const buyer of buyers) await buyer.reserve(show_id, { count: 10 });
    }
    assert.ok(times <= 4, `told ${times} times`);
  });

  seats('every change of a crowd arrives', async ({ way }) => {
    const client = way.client();
    const show_id = way.freshShow();
    const buy = async (): Promise<void> => {
      const session = client.session();
      await session.release(await session.reserve(show_id, { count: 1 }));
      await session.reserve(show_id, { count: 1 });
    };
    const crowd = Promise.all(Array.from({ length: 50 }, buy));
    const seen = new Map<string, string>();
    for await (const news of client.followSeats(show_id)) {
      for (const { seat_id, status } of news.changed) seen.set(seat_id, status);
      assert.equal(
        news.seats.map(({ status }) => status),
        news.seats.map(({ seat_id }) => seen.get(seat_id)),
      );
      if (news.seats.every(({ status }) => status === 'reserved')) break;
    }
    await crowd;
  });

  seats('a show that does not exist; a loop that is aborted', async ({ way }) => {
    const client = way.client();
    const nothing = lastOf(client.followSeats(way.box_office.movie_id));
    assert.is((await refusalOf(nothing)).code, 'unknown_show');
    const leaving = new AbortController();
    const loop = lastOf(client.followSeats(way.freshShow(), { signal: leaving.signal }));
    setTimeout(() => leaving.abort(), 50);
    assert.is(await rejectionOf(loop), leaving.signal.reason);
  });

  seats.run();
}
