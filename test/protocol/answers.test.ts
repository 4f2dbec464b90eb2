import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { BookingView, PaymentStatus, RefusalReason, WaitingView } from '../../actors/show/replies.ts';
import { drawId } from '../../src/ids.ts';
import { PROBLEM_KINDS } from '../../src/protocol/problem-kinds.ts';
import { answerOf } from '../../src/protocol/replies.ts';

const answers = suite('replies become answers');

const booking: BookingView = {
  booking_id: drawId(),
  show_id: drawId(),
  status: 'reserved',
  version: 1,
  seats: [{ seat_id: 'A-12', row: 'A', number: 12, type: 'premium', price: 1_499 }],
  total: 1_499,
  currency: 'USD',
  expires_at: Date.parse('2026-12-18T19:35:00.250Z'),
  payment: null,
};

const waiting: WaitingView = {
  waiting_id: drawId(),
  show_id: booking.show_id,
  status: 'waiting',
  version: 3,
  count: 2,
  position: 7,
  expires_at: Date.parse('2026-12-18T20:35:00Z'),
  booking: null,
};

answers('a booking, with money and times as the outside writes them', () => {
  const answer = answerOf('reserve', { type: 'booking', booking });
  assert.equal(answer, {
    type: 'booking',
    status: 201,
    body: {
      booking: {
        booking_id: booking.booking_id,
        show_id: booking.show_id,
        status: 'reserved',
        version: 1,
        seats: [
          {
            seat_id: 'A-12',
            row: 'A',
            number: 12,
            type: 'premium',
            price: { amount: 1_499, currency: 'USD' },
          },
        ],
        total: { amount: 1_499, currency: 'USD' },
        expires_at: '2026-12-18T19:35:00.250Z',
        payment: null,
      },
    },
  });
  for (const verb of ['booking', 'change', 'release', 'cancel', 'end'] as const) {
    assert.is(answerOf(verb, { type: 'booking', booking }).status, 200);
  }
});

answers('a place in the queue, with its booking inside once it is served', () => {
  assert.is(answerOf('wait', { type: 'waiting', waiting }).status, 201);
  const served = answerOf('waiting', {
    type: 'waiting',
    waiting: { ...waiting, status: 'served', position: null, booking },
  });
  assert.is(served.status, 200);
  if (served.type !== 'waiting') return assert.unreachable();
  assert.is(served.body.waiting.position, null);
  assert.is(served.body.waiting.booking?.booking_id, booking.booking_id);
});

answers('a payment as it stands', () => {
  const payment_id = drawId();
  const standing = (status: BookingView['status'], payment: PaymentStatus, id = payment_id) => {
    const reason = payment === 'declined' ? 'card_declined' : null;
    const answer = answerOf('pay', {
      type: 'payment',
      payment_id,
      booking: { ...booking, status, payment: { payment_id: id, status: payment, reason } },
    });
    return answer.type === 'problem' ? [answer.status, answer.body.code] : [answer.status];
  };
  assert.equal(standing('booked', 'captured'), [200]);
  assert.equal(standing('reserved', 'in_flight'), [202]);
  assert.equal(standing('reserved', 'declined'), [402, 'payment_declined']);
  assert.equal(
    standing('reserved', 'in_flight', drawId()),
    [402, 'payment_declined'],
    'another is under way',
  );
  assert.equal(standing('expired', 'in_flight'), [410, 'reservation_expired']);
  assert.equal(standing('expired', 'refunded'), [410, 'reservation_expired']);
  assert.equal(standing('cancelled', 'refunding'), [409, 'not_reserved']);
  assert.equal(standing('released', 'declined'), [409, 'not_reserved']);
});

const REFUSALS: readonly (readonly [number, RefusalReason])[] = [
  [422, { code: 'unknown_seat', seats: ['Z-1'] }],
  [422, { code: 'duplicate_seat', seats: ['A-1'] }],
  [422, { code: 'unknown_seat_type', seat_type: 'throne' }],
  [422, { code: 'wrong_movie' }],
  [422, { code: 'too_many_seats', held: 9, limit: 10 }],
  [422, { code: 'idempotency_key_reused' }],
  [409, { code: 'show_full' }],
  [409, { code: 'seat_unavailable', seats: ['A-1'] }],
  [409, { code: 'retry', reason: 'queue', seats: [], waiting: 12 }],
  [409, { code: 'already_waiting', waiting_id: waiting.waiting_id, count: 2 }],
  [409, { code: 'payment_in_flight' }],
  [409, { code: 'not_reserved', status: 'booked' }],
  [409, { code: 'not_booked', status: 'reserved' }],
  [409, { code: 'sales_closed' }],
  [409, { code: 'show_cancelled' }],
  [410, { code: 'reservation_expired' }],
  [404, { code: 'unknown_booking' }],
  [404, { code: 'unknown_waiting' }],
];

answers('each refusal has its status, and tells what it knows', () => {
  for (const [status, refusal] of REFUSALS) {
    const answer = answerOf('reserve', { type: 'refused', ...refusal });
    if (answer.type !== 'problem') return assert.unreachable();
    assert.equal([answer.status, answer.body.status, answer.body.code], [status, status, refusal.code]);
    const told = JSON.stringify(answer.body);
    for (const [name, value] of Object.entries(refusal)) {
      const member = name === 'status' ? 'booking_status' : name;
      assert.match(told, `"${member}":${JSON.stringify(value)}`);
    }
  }
});

answers('every problem is a sentence, and says what to do next', () => {
  for (const [code, { status, title, detail }] of Object.entries(PROBLEM_KINDS)) {
    assert.ok(status >= 400 && status < 600, code);
    assert.match(title, /^[A-Z].*[^.]$/, code);
    assert.match(detail, /^[A-Z].*\.$/, code);
    assert.match(code, /^[a-z_]+$/);
  }
});

answers.run();
