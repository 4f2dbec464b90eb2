import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { encodeEvent, type ShowEvent } from '../../actors/index.ts';
import { fingerprint } from '../../actors/show/fingerprint.ts';
import type { StoredStep } from '../../persistence/index.ts';
import { momentOf } from '../../src/replay/moment.ts';
import { timelineOf } from '../../src/replay/timeline.ts';
import { second, showIn } from '../rules/halls.ts';
import { id } from '../rules/people.ts';

const timeline = suite('the timeline');

const definition = showIn(['rrrr', 'rrrr']);
const { show_id } = definition;
const ALWAYS = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };
const SESSION = fingerprint('somebody');
const LETTERS = 'arbx';

/** A reservation of the first seat a second, let go a second later, and so on. */
function historyOf(steps: number): StoredStep[] {
  let sequence = 1;
  return Array.from({ length: steps }, (_, index) => {
    const booking_id = id('BOOKING', String(Math.floor(index / 2)));
    const at = second(index);
    const reserved: ShowEvent = {
      type: 'seats_reserved',
      at,
      booking_id,
      session: SESSION,
      seats: [0],
      expires_at: at + 300_000,
      lapses_at: at + 305_000,
    };
    const events: ShowEvent[] = [
      ...(index === 0 ? [{ type: 'show_opened', at, definition } as const] : []),
      index % 2 === 0 ? reserved : { type: 'reservation_released', at, booking_id },
    ];
    const step = { sequence, events: events.map(encodeEvent) };
    sequence += events.length;
    return step;
  });
}

timeline('has a moment for every step where there are few', () => {
  const { moments, seats, events_total, first_at, last_at } = timelineOf(show_id, historyOf(3), {
    ...ALWAYS,
    moments_most: 10,
  });
  assert.equal(
    moments.map((moment) => moment.seats),
    ['raaaaaaa', 'aaaaaaaa', 'raaaaaaa'],
  );
  assert.equal(
    moments.map(({ happened }) => happened),
    [
      [
        { event: 'show_opened', count: 1 },
        { event: 'seats_reserved', count: 1 },
      ],
      [{ event: 'reservation_released', count: 1 }],
      [{ event: 'seats_reserved', count: 1 }],
    ],
  );
  assert.equal([seats[0], seats[7], events_total], ['A-1', 'B-4', 4]);
  assert.equal([first_at, last_at], [moments[0]?.at, moments[2]?.at]);
  assert.equal([moments[0]?.reservations, moments[1]?.reservations], [1, 0]);
  assert.is(Date.parse(moments[0]?.next_expiry_at ?? ''), second(300));
});

timeline('tells nothing of a show in which nothing ever happened', () => {
  const empty = timelineOf(show_id, [], { ...ALWAYS, moments_most: 10 });
  assert.equal([empty.moments, empty.events_total, empty.first_at], [[], 0, null]);
});

timeline('keeps to the number of moments, leaves nothing out, and shows each as the show was', () => {
  const asked = fc.record({
    steps: fc.integer({ min: 1, max: 120 }),
    moments_most: fc.integer({ min: 2, max: 40 }),
    from: fc.integer({ min: -10, max: 130 }),
    length: fc.integer({ min: 0, max: 130 }),
  });
  fc.assert(
    fc.property(asked, ({ steps, moments_most, from, length }) => {
      const history = historyOf(steps);
      const range = { from: second(from), until: second(from + length), moments_most };
      const { moments, events_total } = timelineOf(show_id, history, range);
      assert.is(events_total, steps + 1);
      assert.ok(moments.length <= moments_most);

      const first = Math.max(0, from);
      const last = Math.min(steps - 1, from + length);
      const in_range = Math.max(0, last - first + 1);
      assert.is(moments.length === 0, in_range === 0);
      if (in_range <= moments_most) assert.is(moments.length, in_range);
      if (in_range > 0) assert.is(Date.parse(moments.at(-1)?.at ?? ''), second(last));

      const events = moments.flatMap(({ happened }) => happened);
      const told = events.reduce((sum, { count }) => sum + count, 0);
      assert.is(told, in_range === 0 ? 0 : in_range + Number(first === 0));
      for (const moment of moments) {
        const replayed = momentOf(history, Date.parse(moment.at))?.state;
        assert.is(moment.version, replayed?.sequence);
        const letters = Array.from(replayed?.seat_status ?? [], (status) => LETTERS[status]).join('');
        assert.is(moment.seats, letters);
      }
    }),
  );
});

timeline.run();
