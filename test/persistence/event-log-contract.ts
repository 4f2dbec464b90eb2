import { ulid } from 'ulid';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { EventLog } from '../../persistence/index.ts';
import {
  appender,
  bytes,
  changes,
  errorOf,
  historyOf,
  someBooking,
  someEndedWaiting,
  someSession,
} from './samples.ts';

/** What every implementation of the port keeps. `open` gives an empty log; it is closed after each test. */
export function eventLogContract(name: string, open: () => Promise<EventLog>): void {
  const contract = suite<{ log: EventLog }>(`${name}: the contract of the event log`);

  contract.before.each(async (context) => {
    context.log = await open();
  });
  contract.after.each(({ log }) => log.close());

  contract('a show that has nothing yet wakes empty, in its first epoch', async ({ log }) => {
    assert.equal(await log.wake(ulid()), { epoch: 1, snapshot: null, steps: [], sequence: 0 });
  });

  contract('a show wakes with its steps as they were appended, each kept together', async ({ log }) => {
    const show = await appender(log);
    await show.append(['opened']);
    await Promise.all([show.append(['reserved', 'remembered']), show.append(['released'])]);
    const awakening = await log.wake(show.show_id);
    assert.is(awakening.sequence, 4);
    assert.equal(
      awakening.steps.map(({ sequence }) => sequence),
      [1, 2, 4],
    );
    assert.equal(await historyOf(log, show.show_id), [['opened'], ['reserved', 'remembered'], ['released']]);
  });

  contract(
    'events are bytes: empty ones, large ones and every byte come back as they went in',
    async ({ log }) => {
      const show_id = ulid();
      const { epoch } = await log.wake(show_id);
      const events = [
        new Uint8Array(),
        Uint8Array.from({ length: 256 }, (_, byte) => byte),
        new Uint8Array(70_000).fill(7),
      ];
      await log.append({ show_id, epoch, expected_sequence: 0, events, tables: changes() });
      const { steps } = await log.wake(show_id);
      assert.equal(
        steps.map((step) => step.events.map((event) => Uint8Array.from(event))),
        [events],
      );
    },
  );

  contract('each waking begins a new epoch, and the older one may append no more', async ({ log }) => {
    const older = await appender(log);
    await older.append(['one']);
    const newer = await appender(log, older.show_id);
    assert.ok(newer.epoch > older.epoch);
    assert.is(await errorOf(older.append(['two'])), 'StaleEpochError');
    await newer.append(['three']);
    assert.equal(await historyOf(log, older.show_id), [['one'], ['three']]);
  });

  contract(
    'of appends under way when the show wakes, each is either in what it wakes with or refused',
    async ({ log }) => {
      const older = await appender(log);
      await older.append(['one']);
      const under_way = older.append(['two']);
      const waking = log.wake(older.show_id);
      const late = errorOf(older.append(['three']));
      const kept = (await errorOf(under_way)) === 'none';
      const { sequence } = await waking;
      assert.is(sequence, kept ? 2 : 1);
      assert.is(await late, 'StaleEpochError');
      assert.is((await historyOf(log, older.show_id)).length, sequence);
    },
  );

  contract('of those who wake a show at the same time, each has an epoch of its own', async ({ log }) => {
    const show_id = ulid();
    const actors = await Promise.all([
      appender(log, show_id),
      appender(log, show_id),
      appender(log, show_id),
    ]);
    const epochs = actors.map(({ epoch }) => epoch);
    assert.is(new Set(epochs).size, 3);
    const newest = Math.max(...epochs);
    for (const actor of actors) {
      assert.is(await errorOf(actor.append(['one'])), actor.epoch === newest ? 'none' : 'StaleEpochError');
    }
    assert.equal(await historyOf(log, show_id), [['one']]);
  });

  contract(
    'a step that was not decided on the newest event is refused, and what follows it as well',
    async ({ log }) => {
      const { show_id, epoch, append } = await appender(log);
      await append(['one']);
      const wrong = { show_id, epoch, expected_sequence: 7, events: [bytes('wrong')], tables: changes() };
      assert.is(await errorOf(log.append(wrong)), 'SequenceConflictError');
      assert.is(await errorOf(append(['decided on what never happened'])), 'StaleEpochError');
      const again = await appender(log, show_id);
      await again.append(['two']);
      assert.equal(await historyOf(log, show_id), [['one'], ['two']]);
    },
  );

  contract('a refused step hinders no other show in its commit', async ({ log }) => {
    const [one, other, third] = await Promise.all([appender(log), appender(log), appender(log)]);
    const stale = await appender(log, other.show_id);
    const outcomes = await Promise.all([
      errorOf(one.append(['one'])),
      errorOf(other.append(['refused'])),
      errorOf(third.append(['third'])),
      errorOf(stale.append(['other'])),
    ]);
    assert.equal(outcomes, ['none', 'StaleEpochError', 'none', 'none']);
    assert.equal(await historyOf(log, one.show_id), [['one']]);
    assert.equal(await historyOf(log, other.show_id), [['other']]);
    assert.equal(await historyOf(log, third.show_id), [['third']]);
  });

  contract('a refused step leaves nothing in the tables', async ({ log }) => {
    const older = await appender(log);
    await log.wake(older.show_id);
    const booking = someBooking(older.show_id);
    assert.is(
      await errorOf(older.append(['late'], { bookings: [booking], deadline_ms: 9 })),
      'StaleEpochError',
    );
    assert.is(await log.findBooking(booking.booking_id), null);
    assert.equal(await log.findSessionBookings(booking.session, 10), []);
    assert.equal(await log.deadlines(), []);
    assert.equal(await log.availability(), []);
  });

  contract('a step has at least one event', async ({ log }) => {
    const show = await appender(log);
    assert.is(await errorOf(show.append([])), 'RangeError');
  });

  contract('a show wakes from its newest snapshot and the steps after it', async ({ log }) => {
    const { show_id, epoch, append } = await appender(log);
    await append(['one', 'two']);
    await log.snapshot({ show_id, epoch, sequence: 2, state: bytes('after two') });
    await append(['three']);
    await append(['four']);
    await log.snapshot({ show_id, epoch, sequence: 3, state: bytes('after three') });
    const { snapshot, steps, sequence } = await log.wake(show_id);
    assert.is(sequence, 4);
    assert.is(snapshot?.sequence, 3);
    assert.equal(Uint8Array.from(snapshot?.state ?? []), bytes('after three'));
    assert.equal(
      steps.map((step) => step.sequence),
      [4],
    );
  });

  contract('a snapshot of what is not in the log is passed over', async ({ log }) => {
    const older = await appender(log);
    await older.append(['one']);
    const { show_id, epoch } = await appender(log, older.show_id);
    await log.snapshot({ show_id, epoch: older.epoch, sequence: 1, state: bytes('of an older epoch') });
    await log.snapshot({ show_id, epoch, sequence: 2, state: bytes('of an event to come') });
    assert.is((await log.wake(show_id)).snapshot, null);
  });

  contract('a probe is answered, and leaves nothing behind', async ({ log }) => {
    const show = await appender(log);
    await Promise.all([show.append(['one']), log.probe(), show.append(['two'])]);
    await log.probe();
    assert.equal(await historyOf(log, show.show_id), [['one'], ['two']]);
  });

  contract('a booking is found as it was last written', async ({ log }) => {
    const show = await appender(log);
    const reserved = someBooking(show.show_id);
    const payment = { payment_id: ulid(), status: 3, reason: 'card_declined' };
    const booked = { ...reserved, status: 2, version: 3, seats: ['B-1'], total: 1_499, payment };
    await show.append(['reserved'], { bookings: [reserved] });
    assert.equal(await log.findBooking(reserved.booking_id), reserved);
    await show.append(['booked'], { bookings: [booked] });
    assert.equal(await log.findBooking(reserved.booking_id), booked);
    assert.is(await log.findBooking(ulid()), null);
  });

  contract('of steps in one commit the last word on a booking counts', async ({ log }) => {
    const show = await appender(log);
    const reserved = someBooking(show.show_id);
    const released = { ...reserved, status: 4, version: 2 };
    await Promise.all([
      show.append(['reserved'], { bookings: [reserved], deadline_ms: 5, available: [1] }),
      show.append(['released'], { bookings: [released], deadline_ms: null, available: [2] }),
    ]);
    assert.equal(await log.findBooking(reserved.booking_id), released);
    assert.equal(await log.findSessionBookings(reserved.session, 10), [released]);
    assert.equal(await log.deadlines(), []);
    assert.equal(await log.availability(), [{ show_id: show.show_id, available: [2] }]);
  });

  contract('a wait that has ended is found', async ({ log }) => {
    const show = await appender(log);
    const served = someEndedWaiting(show.show_id);
    const left = someEndedWaiting(show.show_id, { status: 3, booking_id: null });
    await show.append(['served', 'left'], { ended_waitings: [served, left] });
    assert.equal(await log.findEndedWaiting(served.waiting_id), served);
    assert.equal(await log.findEndedWaiting(left.waiting_id), left);
    assert.is(await log.findEndedWaiting(ulid()), null);
  });

  contract('the waits of a whole crowd that ended by one step are found at once', async ({ log }) => {
    const show = await appender(log);
    const crowd = Array.from({ length: 150_000 }, () => someEndedWaiting(show.show_id, { booking_id: null }));
    await show.append(['all of them'], { ended_waitings: crowd });
    await show.append(['and on']);
    for (const place of [0, 499, 500, 149_999]) {
      const waiting = crowd[place];
      assert.ok(waiting !== undefined);
      assert.equal(await log.findEndedWaiting(waiting.waiting_id), waiting);
    }
    assert.is(await log.findEndedWaiting(ulid()), null);
  });

  contract(
    'large states of snapshots come back whole, also where several are handed in at once',
    async ({ log }) => {
      const shows = await Promise.all([appender(log), appender(log), appender(log)]);
      const states = [200_000, 10, 300_000].map((length, index) => new Uint8Array(length).fill(index + 1));
      const copies = states.map((state) => state.slice());
      await Promise.all(
        shows.map(({ show_id, epoch, append }, index) => {
          const state = states[index] ?? new Uint8Array();
          return Promise.all([append(['one']), log.snapshot({ show_id, epoch, sequence: 1, state })]);
        }),
      );
      for (const [index, { show_id }] of shows.entries()) {
        const { snapshot } = await log.wake(show_id);
        assert.is(Buffer.compare(snapshot?.state ?? Buffer.alloc(0), copies[index] ?? Buffer.alloc(0)), 0);
      }
    },
  );

  contract(
    "a session's bookings come newest first, over all shows, and no other session's",
    async ({ log }) => {
      const [one, other] = await Promise.all([appender(log), appender(log)]);
      const session = someSession();
      const mine = [1, 2, 3, 4, 5].map((hour) => {
        const show_id = hour % 2 === 0 ? one.show_id : other.show_id;
        return someBooking(show_id, { session, booking_id: ulid(1_795_000_000_000 + hour * 3_600_000) });
      });
      const ofShow = (show_id: string) => mine.filter((booking) => booking.show_id === show_id);
      await other.append(['some', 'more'], {
        bookings: [...ofShow(other.show_id), someBooking(other.show_id)],
      });
      await one.append(['some'], { bookings: [...ofShow(one.show_id), someBooking(one.show_id)] });
      const newest_first = mine.toReversed();
      assert.equal(await log.findSessionBookings(session, 10), newest_first);
      assert.equal(await log.findSessionBookings(session, 2), newest_first.slice(0, 2));
      assert.equal(await log.findSessionBookings(someSession(), 10), []);
    },
  );

  contract('many bookings of the same millisecond are kept apart', async ({ log }) => {
    const show = await appender(log);
    const sessions = Array.from({ length: 40 }, someSession);
    const rows = Array.from({ length: 200 }, (_, index) =>
      someBooking(show.show_id, { session: sessions[index % 40] ?? '', booking_id: ulid(1_795_000_000_000) }),
    );
    for (const part of [rows.slice(0, 90), rows.slice(90)]) {
      await Promise.all(part.map((booking) => show.append(['reserved'], { bookings: [booking] })));
    }
    for (const session of sessions) {
      const found = await log.findSessionBookings(session, 10);
      const expected = rows.filter((row) => row.session === session);
      assert.equal(
        found.map(({ booking_id }) => booking_id),
        expected
          .map(({ booking_id }) => booking_id)
          .sort()
          .reverse(),
      );
    }
  });

  contract('deadlines are told soonest first, of those shows that have one', async ({ log }) => {
    const shows = await Promise.all([appender(log), appender(log), appender(log)]);
    const [late, soon, none] = shows.map((show) => show.show_id);
    const deadlines = [1_795_000_900_000, 1_795_000_300_000, null];
    for (const [index, show] of shows.entries()) {
      await show.append(['reserved'], { deadline_ms: 1_795_000_000_000 });
      await show.append(['settled'], { deadline_ms: deadlines[index] ?? null, available: [index, 3] });
    }
    assert.equal(await log.deadlines(), [
      { show_id: soon, deadline_ms: 1_795_000_300_000 },
      { show_id: late, deadline_ms: 1_795_000_900_000 },
    ]);
    const available = new Map((await log.availability()).map((each) => [each.show_id, each.available]));
    assert.equal(
      available,
      new Map([
        [late, [0, 3]],
        [soon, [1, 3]],
        [none, [2, 3]],
      ]),
    );
  });

  contract(
    'what was handed in before the log is closed is committed; after that it takes nothing',
    async () => {
      const closing = await open();
      const show = await appender(closing);
      const appended = show.append(['last']);
      const closed = closing.close();
      await appended;
      await closed;
      assert.is(await errorOf(show.append(['too late'])), 'Error');
      assert.is(await errorOf(closing.wake(show.show_id)), 'Error');
    },
  );

  contract.run();
}
