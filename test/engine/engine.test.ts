import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type ShowCommand,
  type ShowFact,
  StoppingError,
  UnavailableError,
  UnknownShowError,
} from '../../actors/index.ts';
import type { Reply } from '../../actors/show/replies.ts';
import {
  booking,
  captured,
  end,
  id,
  join,
  pay,
  readBooking,
  readWaiting,
  refunded,
  refundFailed,
  reserve,
  reserveBest,
  session,
  waiting,
} from '../rules/people.ts';
import { openStage } from './stage.ts';

const engine = suite('the engine');

engine(
  'no reply leaves before what it was decided on is on disk, a refusal and a seat map neither',
  async () => {
    const stage = await openStage();
    stage.holdBack();
    const told: string[] = [];
    const note = (name: string) => (reply: Reply) => told.push(`${name}: ${reply.type}`);
    const replies = [
      stage.engine.ask(stage.show_id, reserve('anna', 'A-1')).then(note('anna')),
      stage.engine.ask(stage.show_id, reserve('ben', 'A-1')).then(note('ben')),
      stage.engine.ask(stage.show_id, { type: 'read_seat_map' }).then(note('map')),
    ];
    // Another show does not wait for this one, and its reply shows that the engine had its turn.
    await stage.engine.ask(stage.other_show_id, { type: 'read_seat_map' });
    assert.equal(told, []);
    stage.release();
    await Promise.all(replies);
    assert.equal(told, ['anna: booking', 'ben: refused', 'map: seat_map']);
    await stage.close();
  },
);

engine('a refused commit leaves nothing behind, and the show goes on from what is on disk', async () => {
  const stage = await openStage();
  assert.is((await stage.engine.ask(stage.show_id, reserve('anna', 'A-1'))).type, 'booking');
  stage.refuse();
  const failed = await Promise.allSettled([
    stage.engine.ask(stage.show_id, reserve('ben', 'A-2')),
    stage.engine.ask(stage.show_id, reserve('cleo', 'A-3')),
  ]);
  for (const outcome of failed) {
    assert.ok(outcome.status === 'rejected' && outcome.reason instanceof UnavailableError, outcome.status);
  }
  assert.not(stage.engine.statistics().log_available);
  // Reading needs no commit.
  assert.equal(await taken(stage), ['A-1']);
  stage.accept();
  assert.is((await stage.engine.ask(stage.show_id, reserve('cleo', 'A-2'))).type, 'booking');
  assert.ok(stage.engine.statistics().log_available);
  assert.equal(await taken(stage), ['A-1', 'A-2']);
  assert.equal(stage.crashes, []);
  await stage.close();
});

engine('what dies in one show touches no other, and the show wakes again as it was', async () => {
  const stage = await openStage();
  await stage.engine.ask(stage.show_id, reserve('anna', 'A-1'));
  const outcomes = await Promise.allSettled([
    // No fingerprint: it cannot be written down, which is found only when its seats are taken in memory.
    stage.engine.ask(stage.show_id, { ...reserve('ben', 'A-2'), session: 'no fingerprint' }),
    stage.engine.ask(stage.show_id, reserve('cleo', 'A-3')),
    stage.engine.ask(stage.other_show_id, reserve('dora', 'A-1')),
  ]);
  assert.equal(
    outcomes.map(({ status }) => status),
    ['rejected', 'fulfilled', 'fulfilled'],
  );
  assert.equal(await taken(stage), ['A-1', 'A-3']);
  assert.is(stage.crashes.length, 1);
  assert.is(stage.engine.statistics().crashes_total, 1);
  await stage.close();
});

engine(
  'payments count as captured and as refunded once that is on disk, however late or often they are told of',
  async () => {
    const stage = await openStage();
    const tell = (command: ShowCommand) => stage.engine.ask(stage.show_id, command);
    for (const who of ['anna', 'ben']) {
      await tell(reserveBest(who, 1));
      await tell(pay(who));
      await tell(captured(who));
      await tell(captured(who));
    }
    await tell(end('ben'));
    await tell(refundFailed('ben'));
    await tell(refunded('ben'));
    const { payments_captured_total, payments_refunded_total } = stage.engine.statistics();
    assert.equal([payments_captured_total, payments_refunded_total], [2, 1]);
    await stage.close();
  },
);

engine('a show that neither the log nor the catalogue knows', async () => {
  const stage = await openStage();
  for (const show_id of [id('SHOW', 'unknown'), 'no ulid', '']) {
    const error = await stage.engine
      .ask(show_id, { type: 'read_seat_map' })
      .catch((reason: unknown) => reason);
    assert.instance(error, UnknownShowError);
  }
  assert.is(stage.engine.statistics().shows_awake, 0);
  await stage.close();
});

engine('a reservation lapses by the timer, its user is told, the queue is served, in one fact', async () => {
  const stage = await openStage({ reservation_ms: 60, reservation_buffer_ms: 20 });
  const facts: ShowFact[] = [];
  const lapsed = new Promise<ShowFact>((resolve) => {
    stage.engine.onFact((fact) => {
      facts.push(fact);
      if (fact.events.some(({ type }) => type === 'waiting_served')) resolve(fact);
    });
  });
  await stage.engine.ask(
    stage.show_id,
    reserve('anna', 'A-1', 'A-2', 'A-3', 'A-4', 'B-1', 'B-2', 'B-3', 'B-4'),
  );
  await stage.engine.ask(stage.show_id, join('ben', 2));
  const fact = await lapsed;
  assert.equal(
    fact.events.map(({ type }) => type),
    ['reservation_expired', 'waiting_served'],
  );
  assert.equal(
    fact.bookings.map(({ status }) => status),
    ['expired', 'reserved'],
  );
  assert.is(fact.ended_waitings[0]?.booking?.booking_id, booking('ben'));
  let next = 1;
  for (const { sequence, events } of facts) {
    assert.is(sequence, next);
    next += events.length;
  }
  await stage.close();
});

engine('what has ended can still be read by its session, and by no other', async () => {
  const stage = await openStage();
  const ask = stage.engine.ask.bind(null, stage.show_id);
  await ask(reserve('anna', 'A-1'));
  await ask(end('anna'));
  const read = await ask(readBooking('anna'));
  assert.is(read.type === 'booking' && read.booking.status, 'released');
  assert.equal(await ask(pay('anna')), { type: 'refused', code: 'not_reserved', status: 'released' });
  assert.equal(await ask({ ...readBooking('anna'), session: session('ben') }), {
    type: 'refused',
    code: 'unknown_booking',
  });
  await ask(reserve('cleo', 'A-1', 'A-2', 'A-3', 'A-4', 'B-1', 'B-2', 'B-3', 'B-4'));
  await ask(join('dora', 2));
  await ask({ type: 'leave_queue', session: session('dora'), waiting_id: waiting('dora'), key: null });
  const place = await ask(readWaiting('dora'));
  assert.is(place.type === 'waiting' && place.waiting.status, 'cancelled');
  const bookings = await stage.engine.sessionBookings(session('anna'));
  assert.equal(
    bookings.map(({ booking_id, status }) => [booking_id, status]),
    [[booking('anna'), 'released']],
  );
  await stage.close();
});

engine(
  'after a restart only the shows are awake that something is due in, and open payments are announced',
  async () => {
    const first = await openStage({ reservation_ms: 30_000 });
    await first.engine.ask(first.show_id, reserve('anna', 'A-1'));
    await first.engine.ask(first.show_id, pay('anna'));
    await first.engine.ask(first.other_show_id, reserve('ben', 'A-1'));
    const stage = await first.restart();
    const announced = await new Promise<string>((resolve) => {
      stage.engine.onPaymentDue((task) => resolve(`${task.type} ${task.booking_id}`));
    });
    assert.is(announced, `charge ${booking('anna')}`);
    assert.is(stage.engine.statistics().shows_awake, 1);
    assert.equal(await taken(stage), ['A-1']);
    await stage.close();
  },
);

engine('closing answers what is under way and takes nothing more', async () => {
  const stage = await openStage();
  stage.holdBack();
  const reply = stage.engine.ask(stage.show_id, reserve('anna', 'A-1'));
  // The other show's answer comes after anna's step was handed to the log.
  await stage.engine.ask(stage.other_show_id, { type: 'read_seat_map' });
  const closed = stage.close();
  const late = await stage.engine
    .ask(stage.show_id, reserve('ben', 'A-2'))
    .catch((reason: unknown) => reason);
  assert.instance(late, StoppingError);
  stage.release();
  assert.is((await reply).type, 'booking');
  await closed;
});

async function taken({
  engine,
  show_id,
}: {
  engine: Awaited<ReturnType<typeof openStage>>['engine'];
  show_id: string;
}) {
  const reply = await engine.ask(show_id, { type: 'read_seat_map' });
  if (reply.type !== 'seat_map') throw new Error(`no seat map: ${reply.type}`);
  const { seats, statuses } = reply.seat_map;
  return seats.filter((_, index) => statuses[index] !== 'available').map(({ seat_id }) => seat_id);
}

engine.run();
