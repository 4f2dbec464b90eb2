import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createSeatMaps, type SeatMapAnswer } from '../../src/gateway/live/seat-maps.ts';
import { inProcessRouting } from '../../src/routing/in-process.ts';
import type { Routing } from '../../src/routing/routing.ts';
import { at, openStage, type Stage, valueAt } from './stage.ts';

/** More than the gateway keeps maps of. */
const SHOWS = 850;
const MOST_KEPT = 800;

const maps = suite<Stage>('seat maps');

let maps_asked_for = 0;
let subscriptions = 0;
let is_losing_news = false;

const watched = (routing: Routing): Routing => ({
  ...routing,
  ask(request) {
    if (request.verb === 'seats') maps_asked_for += 1;
    return routing.ask(request);
  },
  subscribe(show_id, listener) {
    subscriptions += 1;
    const unsubscribe = routing.subscribe(show_id, {
      news: (news) => {
        if (!is_losing_news) listener.news(news);
      },
      missed: listener.missed,
    });
    return () => {
      subscriptions -= 1;
      unsubscribe();
    };
  },
});

maps.before(
  async (stage) => void Object.assign(stage, await openStage({ shows: SHOWS, aroundRouting: watched })),
);
maps.after(async ({ box_office }) => box_office.close());

const takenOf = (body: unknown): string[] =>
  Object(body)
    .seats.filter(({ status }: { status: string }) => status !== 'available')
    .map(({ seat_id }: { seat_id: string }) => seat_id);

maps(
  'a show is asked once, however many read and whatever changes',
  async ({ freshShow, holder, visitor }) => {
    const show = freshShow();
    const asked_before = maps_asked_for;
    const read = () => visitor().ask('GET', `${show}/seats`);
    await Promise.all(Array.from({ length: 20 }, read));
    for (const seat of ['A-1', 'B-2', 'E-10']) {
      await holder(show, { seats: [seat] });
      const [one, other] = await Promise.all([read(), read()]);
      assert.equal(one.body, other.body);
      assert.ok(takenOf(one.body).includes(seat), 'who has reserved sees it');
    }
    assert.equal(takenOf((await read()).body), ['A-1', 'B-2', 'E-10']);
    assert.is(maps_asked_for, asked_before + 1);
  },
);

maps('where news were lost the map is read again', async ({ freshShow, holder, visitor }) => {
  const show = freshShow();
  const read = () => visitor().ask('GET', `${show}/seats`);
  await read();
  is_losing_news = true;
  await holder(show, { seats: ['A-1'] });
  is_losing_news = false;
  await holder(show, { seats: ['A-2'] });
  const asked_before = maps_asked_for;
  assert.equal(takenOf((await read()).body), ['A-1', 'A-2']);
  assert.is(maps_asked_for, asked_before + 1);
});

maps(
  'a version that one reader asks for is written for them alone, and kept for a crowd',
  async ({ box_office }) => {
    const [show_id = ''] = box_office.shows;
    const seat_maps = createSeatMaps(inProcessRouting(box_office.engine));
    const read = async (): Promise<SeatMapAnswer> => seat_maps.read(show_id);
    const answers = [];
    for (let reader = 1; reader <= 6; reader += 1) answers.push(await read());
    seat_maps.close();
    const buffers = answers.map((answer) => (answer.type === 'current' ? answer.json : assert.unreachable()));
    assert.is(new Set(buffers).size, 4);
    assert.is(buffers[5], buffers[3]);
    assert.is(new Set(buffers.map(String)).size, 1);
  },
);

maps('maps that nobody has read for long are let go', async ({ box_office, visitor }) => {
  const guest = visitor();
  for (const show_id of box_office.shows) {
    const map = await guest.ask('GET', `/v1/shows/${show_id}/seats`);
    assert.is(at(map, 'show_id'), show_id);
  }
  assert.is(subscriptions, MOST_KEPT);
  const oldest = await guest.ask('GET', `/v1/shows/${box_office.shows[0]}/seats`);
  assert.ok(Array.isArray(valueAt(oldest, 'seats')));
  assert.is(subscriptions, MOST_KEPT);
});

maps.run();
