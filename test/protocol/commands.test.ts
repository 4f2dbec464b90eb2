import { Compile } from 'typebox/compile';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fingerprint } from '../../actors/show/fingerprint.ts';
import { drawId } from '../../src/ids.ts';
import { type CommandRequest, commandOf } from '../../src/protocol/commands.ts';
import { REQUEST_BODIES, type ShowRequest } from '../../src/protocol/requests.ts';

const commands = suite('requests become commands');

const show_id = drawId();
const booking_id = drawId();
const waiting_id = drawId();
const session_id = 'a-secret-that-nobody-knows';

const EVERY_COMMAND: readonly CommandRequest[] = [
  { verb: 'seats', show_id, body: {}, idempotency_key: null },
  { verb: 'reserve', show_id, body: { session_id, seats: ['A-1'] }, idempotency_key: 'key' },
  { verb: 'booking', show_id, body: { session_id, booking_id }, idempotency_key: null },
  { verb: 'change', show_id, body: { session_id, booking_id, seats: ['A-1'] }, idempotency_key: 'key' },
  { verb: 'release', show_id, body: { session_id, booking_id }, idempotency_key: 'key' },
  { verb: 'cancel', show_id, body: { session_id, booking_id }, idempotency_key: 'key' },
  { verb: 'end', show_id, body: { session_id, booking_id }, idempotency_key: 'key' },
  { verb: 'pay', show_id, body: { session_id, booking_id, payment_token: 'tok_ok' }, idempotency_key: 'key' },
  { verb: 'wait', show_id, body: { session_id, count: 2 }, idempotency_key: 'key' },
  { verb: 'waiting', show_id, body: { session_id, waiting_id }, idempotency_key: null },
  { verb: 'leave', show_id, body: { session_id, waiting_id }, idempotency_key: 'key' },
  { verb: 'cancel-show', show_id, body: {}, idempotency_key: null },
  { verb: 'block-seats', show_id, body: { seats: [] }, idempotency_key: null },
  {
    verb: 'check-in',
    show_id,
    body: { booking_id, seat_id: 'A-1', nonce: 'scan-1' },
    idempotency_key: null,
  },
  { verb: 'door-list', show_id, body: {}, idempotency_key: null },
];

/** News of a payment and a show's history are not for the show itself. */
const EVERY_REQUEST: readonly ShowRequest[] = [
  ...EVERY_COMMAND,
  { verb: 'payment-news', show_id, body: { payment_id: drawId() }, idempotency_key: null },
  { verb: 'timeline', show_id, body: {}, idempotency_key: null },
];

const keyOf = (request: CommandRequest) => {
  const command = commandOf(request);
  return 'key' in command ? command.key : null;
};

commands('each verb has a command of its own, which never has the session’s secret', () => {
  const made = EVERY_COMMAND.map(commandOf);
  assert.is(new Set(made.map((command) => JSON.stringify(command))).size, EVERY_COMMAND.length);
  for (const command of made) {
    assert.not.match(JSON.stringify(command), session_id);
    if ('session' in command) assert.is(command.session, fingerprint(session_id));
  }
});

commands('each verb’s body fits its schema, which takes no field that it does not know', () => {
  const verbs = new Set(EVERY_REQUEST.map(({ verb }) => verb));
  assert.is(verbs.size, Object.keys(REQUEST_BODIES).length);
  for (const { verb, body } of EVERY_REQUEST) {
    const schema = Compile(REQUEST_BODIES[verb]);
    assert.ok(schema.Check(body), verb);
    assert.not(schema.Check({ ...body, colour: 'red' }), verb);
    for (const field of Object.keys(body)) {
      const { [field]: _left_out, ...rest } = Object(body);
      assert.not(schema.Check(rest), `${verb} without ${field}`);
    }
  }
});

commands('a check-in is of now, or of when the door let somebody in', () => {
  const admittedAt = (admitted_at: object) => {
    const body = { booking_id, seat_id: 'A-1', nonce: 'scan-1', ...admitted_at };
    const command = commandOf({ verb: 'check-in', show_id, body, idempotency_key: null });
    return command.type === 'check_in' ? command.admitted_at : 'another command';
  };
  assert.is(admittedAt({}), null);
  assert.is(admittedAt({ admitted_at: '2026-11-20T20:00:00+01:00' }), Date.UTC(2026, 10, 20, 19));
});

commands('releasing and cancelling are each narrower than ending', () => {
  const only = (['release', 'cancel', 'end'] as const).map((verb) => {
    const command = commandOf({ verb, show_id, body: { session_id, booking_id }, idempotency_key: null });
    return command.type === 'end_booking' ? command.only : 'another command';
  });
  assert.equal(only, ['reserved', 'booked', null]);
});

commands('what is wanted: seats, or a count and perhaps a type', () => {
  const wanted = (body: { seats?: string[]; count?: number; type?: string }) => {
    const command = commandOf({
      verb: 'reserve',
      show_id,
      body: { session_id, ...body },
      idempotency_key: null,
    });
    return command.type === 'reserve' ? command.wanted : null;
  };
  assert.equal(wanted({ seats: ['A-1', 'A-2'] }), { seats: ['A-1', 'A-2'] });
  assert.equal(wanted({ count: 3 }), { count: 3, seat_type: null });
  assert.equal(wanted({ count: 3, type: 'premium' }), { count: 3, seat_type: 'premium' });
  assert.throws(() => wanted({}), /passed its schema/);
});

commands('ids are drawn anew for each command', () => {
  const ids = EVERY_COMMAND.flatMap((request) => [commandOf(request), commandOf(request)]).flatMap(
    (command) => {
      if (command.type === 'reserve') return [command.booking_id];
      if (command.type === 'start_payment') return [command.payment_id];
      return command.type === 'join_queue' ? [command.booking_id, command.waiting_id] : [];
    },
  );
  assert.is(ids.length, 8);
  assert.is(new Set(ids).size, ids.length);
});

commands('a key counts for one session, show, verb and booking or place', () => {
  const body = { session_id, booking_id };
  const keys = [
    keyOf({ verb: 'end', show_id, body, idempotency_key: 'k' }),
    keyOf({ verb: 'end', show_id, body, idempotency_key: 'K' }),
    keyOf({ verb: 'release', show_id, body, idempotency_key: 'k' }),
    keyOf({ verb: 'end', show_id: drawId(), body, idempotency_key: 'k' }),
    keyOf({ verb: 'end', show_id, body: { ...body, booking_id: drawId() }, idempotency_key: 'k' }),
    keyOf({
      verb: 'end',
      show_id,
      body: { ...body, session_id: 'another-secret-of-a-session' },
      idempotency_key: 'k',
    }),
  ].map((key) => key?.key);
  assert.is(new Set(keys).size, keys.length);
  assert.is(keyOf({ verb: 'end', show_id, body, idempotency_key: null }), null);
});

commands('bodies are compared by what they say', () => {
  const bodyOf = (body: { seats?: string[]; count?: number; type?: string }) =>
    keyOf({ verb: 'reserve', show_id, body: { session_id, ...body }, idempotency_key: 'k' })?.body;
  assert.is(bodyOf({ count: 2, type: 'premium' }), bodyOf({ type: 'premium', count: 2 }));
  const bodies = [{ count: 2 }, { count: 3 }, { count: 2, type: 'regular' }, { seats: ['A-1', 'A-2'] }];
  const others = [{ seats: ['A-1,A-2'] }, { seats: ['A-1'] }, { seats: ['A-2', 'A-1'] }];
  assert.is(new Set([...bodies, ...others].map(bodyOf)).size, 7);
});

commands.run();
