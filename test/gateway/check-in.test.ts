import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ticketId } from '../../src/tickets/ticket.ts';
import { ADMIN_TOKEN, type HttpAnswer, send } from './box-office.ts';
import { assertRefused, at, openStage, type Stage, valueAt } from './stage.ts';
import type { Visitor } from './visitor.ts';

const door = suite<Stage>('check-in over HTTP');

/** The shows of the stage start in 24 hours. */
const OPEN = { limits: { doors_open_ms: 48 * 3_600_000 } };

door.before(async (stage) => void Object.assign(stage, await openStage(OPEN)));
door.after(async ({ box_office }) => box_office.close());

interface Bought {
  readonly visitor: Visitor;
  readonly show_id: string;
  readonly booking: string;
  readonly booking_id: string;
  readonly tokens: readonly string[];
}

async function buy(stage: Stage, seats: readonly string[], show = stage.freshShow()): Promise<Bought> {
  const { visitor, booking, booking_id } = await stage.holder(show, { seats });
  const paid = await visitor.ask('POST', `${booking}/payment`, { body: { payment_token: 'tok_ok' } });
  assert.is(paid.status, 200, JSON.stringify(paid.body));
  const answer = await visitor.ask('GET', `${booking}/tickets`);
  const tokens = seats.map((_, index) => at(answer, 'tickets', index, 'token'));
  return { visitor, show_id: show.replace('/v1/shows/', ''), booking, booking_id, tokens };
}

function scan(
  stage: Stage,
  token: string | undefined,
  nonce: string,
  more: object = {},
): Promise<HttpAnswer> {
  return stage
    .visitor()
    .ask('POST', '/v1/admin/checkin', { body: { token, nonce, ...more }, as_operator: true });
}

/** What a door sees: the status is always 200. */
async function result(scanning: Promise<HttpAnswer>): Promise<string> {
  const answer = await scanning;
  assert.is(answer.status, 200, JSON.stringify(answer.body));
  return at(answer, 'result');
}

door('a ticket is admitted once, and the door sees which it is', async (stage) => {
  const { tokens, show_id, booking_id } = await buy(stage, ['A-1', 'A-2']);
  const admitted = await scan(stage, tokens[0], 'scan-1');
  assert.equal([admitted.status, at(admitted, 'result')], [200, 'admitted']);
  assert.is(admitted.headers.get('cache-control'), 'no-store');
  const ticket = { show_id, booking_id, seat_id: 'A-1' };
  assert.equal(valueAt(admitted, 'ticket'), { ticket_id: ticketId(ticket), ...ticket });
  const again = await scan(stage, tokens[0], 'scan-2');
  assert.is(at(again, 'result'), 'already_admitted');
  assert.is(at(again, 'admitted_at'), at(admitted, 'admitted_at'));
  assert.is(await result(scan(stage, tokens[1], 'scan-1')), 'admitted', 'the other seat, whatever the nonce');
});

door('a scan is repeated safely with its nonce', async (stage) => {
  const { tokens } = await buy(stage, ['A-1']);
  const first = await scan(stage, tokens[0], 'scan');
  for (let time = 0; time < 3; time += 1)
    assert.equal((await scan(stage, tokens[0], 'scan')).body, first.body);
});

door('of two doors that scan one ticket at once exactly one admits it', async (stage) => {
  const seats = Array.from({ length: 10 }, (_, index) => `B-${index + 1}`);
  for (let round = 0; round < 5; round += 1) {
    const { tokens } = await buy(stage, seats);
    const results = await Promise.all(
      tokens.map((token) =>
        Promise.all(
          ['one door', 'the other', 'a third'].map((name) =>
            result(scan(stage, token, name.replace(' ', '-'))),
          ),
        ),
      ),
    );
    for (const of_ticket of results) {
      assert.equal(of_ticket.toSorted(), ['admitted', 'already_admitted', 'already_admitted']);
    }
  }
});

door('a door that admits to one show says which show another ticket is for', async (stage) => {
  const [one, other] = [await buy(stage, ['A-1']), await buy(stage, ['A-1'])];
  const wrong = await scan(stage, one.tokens[0], 'scan', { show_id: other.show_id });
  assert.is(at(wrong, 'result'), 'wrong_show');
  assert.is(at(wrong, 'ticket', 'show_id'), one.show_id);
  assert.is(await result(scan(stage, one.tokens[0], 'scan', { show_id: one.show_id })), 'admitted');
});

door('what is none of ours is invalid, and nothing is told of it', async (stage) => {
  const { tokens } = await buy(stage, ['A-1']);
  const [token = ''] = tokens;
  const tampered = token.slice(0, 60) + (token[60] === 'A' ? 'B' : 'A') + token.slice(61);
  for (const scanned of ['', 'https://example.org/ticket', token.toLowerCase(), tampered, token.slice(1)]) {
    const answer = await scan(stage, scanned, 'scan');
    const nothing = { result: 'invalid', ticket: null, admitted_at: null, admits_from: null };
    assert.equal([answer.status, answer.body], [200, nothing], scanned);
  }
});

door('a ticket of another box office is invalid here', async (stage) => {
  const elsewhere = await openStage(OPEN);
  const { tokens } = await buy(elsewhere, ['A-1']);
  await elsewhere.box_office.close();
  assert.is(await result(scan(stage, tokens[0], 'scan')), 'invalid');
});

door('a ticket of ours that its show never sold is invalid: the key was kept, the log was not', async () => {
  const before = await openStage(OPEN);
  const { tokens, show_id } = await buy(before, ['A-1']);
  await before.box_office.close();
  const { ticket_keys } = before.box_office;
  const after = await openStage({ ...OPEN, gateway: { ticket_keys } });
  const answer = await scan(after, tokens[0], 'scan');
  assert.is(at(answer, 'result'), 'invalid');
  assert.is(at(answer, 'ticket', 'show_id'), show_id);
  await after.box_office.close();
});

door('a cancelled booking is not admitted, while its refund is due and after', async (stage) => {
  const { visitor, booking, tokens } = await buy(stage, ['A-1']);
  await visitor.ask('DELETE', booking);
  assert.is(await result(scan(stage, tokens[0], 'scan')), 'cancelled');
  const statusOf = async (): Promise<string> =>
    at(await visitor.ask('GET', booking), 'booking', 'payment', 'status');
  let after = 0;
  while ((await statusOf()) !== 'refunded') {
    const polled = await visitor.ask('GET', `${booking}?wait_s=5&after=${after}`);
    after = Number(at(polled, 'booking', 'version'));
  }
  assert.is(await result(scan(stage, tokens[0], 'scan')), 'cancelled');
});

door('nobody is admitted to a cancelled show, not even who was', async (stage) => {
  const { tokens, show_id } = await buy(stage, ['A-1', 'A-2']);
  assert.is(await result(scan(stage, tokens[0], 'scan')), 'admitted');
  await stage.visitor().ask('POST', `/v1/admin/shows/${show_id}/cancel`, { as_operator: true });
  assert.is(await result(scan(stage, tokens[0], 'scan')), 'cancelled');
  assert.is(await result(scan(stage, tokens[1], 'scan')), 'cancelled');
});

door('who came in cannot cancel any more, and is told which seats it is about', async (stage) => {
  const { visitor, booking, tokens } = await buy(stage, ['A-1', 'A-2']);
  await scan(stage, tokens[1], 'scan');
  const refused = await visitor.ask('DELETE', booking);
  assertRefused(refused, 409, 'already_admitted');
  assert.equal(valueAt(refused, 'seats'), ['A-2']);
});

door('it is too early the day before', async () => {
  const stage = await openStage();
  const { tokens } = await buy(stage, ['A-1']);
  const early = await scan(stage, tokens[0], 'scan');
  assert.is(at(early, 'result'), 'too_early');
  const hours = (Date.parse(at(early, 'admits_from')) - Date.now()) / 3_600_000;
  assert.ok(hours > 21.9 && hours < 22.1, `${hours} hours until the doors open`);
  await stage.box_office.close();
});

door('a door without a network has a list, and hands in afterwards whom it let in', async (stage) => {
  const show = stage.freshShow();
  const one = await buy(stage, ['A-2', 'A-1'], show);
  const two = await buy(stage, ['E-3'], show);
  const operator = stage.visitor();
  const listOf = () => operator.ask('GET', `/v1/admin/shows/${one.show_id}/tickets`, { as_operator: true });
  const list = await listOf();
  assert.is(list.status, 200);
  const expected = [
    { booking_id: one.booking_id, seat_id: 'A-1' },
    { booking_id: one.booking_id, seat_id: 'A-2' },
    { booking_id: two.booking_id, seat_id: 'E-3' },
  ].map(({ booking_id, seat_id }) => ({
    ticket_id: ticketId({ show_id: one.show_id, booking_id, seat_id }),
    seat_id,
    admitted_at: null,
  }));
  assert.equal(valueAt(list, 'tickets'), expected);
  assert.is(at(list, 'show', 'title'), 'Metropolis');
  assert.not.match(JSON.stringify(list.body), one.booking_id, 'no ticket can be made of the list');

  const admitted_at = new Date(Date.now() - 60_000).toISOString();
  const handIn = (token: string | undefined, nonce: string) => scan(stage, token, nonce, { admitted_at });
  const first = await handIn(two.tokens[0], 'door-1');
  assert.equal([at(first, 'result'), at(first, 'admitted_at')], ['admitted', admitted_at]);
  assert.equal((await handIn(two.tokens[0], 'door-1')).body, first.body, 'handed in again');
  const second = await handIn(two.tokens[0], 'door-2');
  assert.equal([at(second, 'result'), at(second, 'admitted_at')], ['already_admitted', admitted_at]);
  assert.is(at(await listOf(), 'tickets', 2, 'admitted_at'), admitted_at);
});

door('a leap second, which no clock of ours can tell, is refused and lets nobody in', async (stage) => {
  const { tokens } = await buy(stage, ['A-1']);
  const refused = await scan(stage, tokens[0], 'scan', { admitted_at: '2016-12-31T23:59:60Z' });
  assertRefused(refused, 422, 'invalid_request');
  assert.equal(valueAt(refused, 'errors', 0, 'field'), 'admitted_at');
  assert.is(await result(scan(stage, tokens[0], 'scan')), 'admitted');
});

door('the list is there as CSV too', async (stage) => {
  const { show_id, booking_id, tokens } = await buy(stage, ['C-1', 'C-2']);
  const admitted = await scan(stage, tokens[0], 'scan');
  const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, accept: 'text/csv' };
  const list = await send(stage.box_office, 'GET', `/v1/admin/shows/${show_id}/tickets.csv`, { headers });
  assert.is(list.headers.get('content-type'), 'text/csv; charset=utf-8');
  assert.is(list.headers.get('cache-control'), 'no-store');
  const idOf = (seat_id: string): string => ticketId({ show_id, booking_id, seat_id });
  assert.is(
    list.body,
    `seat,ticket_id,admitted_at\r\nC-1,${idOf('C-1')},${at(admitted, 'admitted_at')}\r\nC-2,${idOf('C-2')},\r\n`,
  );
});

door('a show that nobody bought from has an empty list; one that there is not has none', async (stage) => {
  const show_id = stage.freshShow().replace('/v1/shows/', '');
  const ask = (id: string) =>
    stage.visitor().ask('GET', `/v1/admin/shows/${id}/tickets`, { as_operator: true });
  assert.equal(valueAt(await ask(show_id), 'tickets'), []);
  assertRefused(await ask('01ARZ3NDEKTSV4RRFFQ69G5FAV'), 404, 'unknown_show');
});

door('a token of the doors’ own scans and has lists, and can do nothing else', async () => {
  const door_token = 'open-sesame-open-sesame';
  const stage = await openStage({ ...OPEN, gateway: { door_token } });
  const { tokens, show_id } = await buy(stage, ['A-1']);
  const as = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
  const { box_office } = stage;
  const scanning = { ...as(door_token), body: { token: tokens[0], nonce: 'scan' } };
  assert.is(await result(send(box_office, 'POST', '/v1/admin/checkin', scanning)), 'admitted');
  const list = `/v1/admin/shows/${show_id}/tickets`;
  assert.is((await send(box_office, 'GET', list, as(door_token))).status, 200);
  assert.is((await send(box_office, 'GET', list, as(ADMIN_TOKEN))).status, 200);
  assertRefused(await send(box_office, 'GET', list, as('open-sesame')), 401, 'admin_token_required');
  const cancelling = await send(box_office, 'POST', `/v1/admin/shows/${show_id}/cancel`, as(door_token));
  assertRefused(cancelling, 401, 'admin_token_required');
  await box_office.close();
});

door('where there is neither operator nor door, nobody is admitted', async () => {
  const stage = await openStage({ ...OPEN, gateway: { admin_token: null } });
  const scanning = { body: { token: 'a', nonce: 'scan' } };
  assertRefused(await send(stage.box_office, 'POST', '/v1/admin/checkin', scanning), 403, 'admin_disabled');
  await stage.box_office.close();
});

door('only the operator scans and has lists', async (stage) => {
  const { tokens, show_id } = await buy(stage, ['A-1']);
  const body = { token: tokens[0], nonce: 'scan' };
  const requests = [
    ['POST', '/v1/admin/checkin', { body }],
    ['GET', `/v1/admin/shows/${show_id}/tickets`, {}],
    ['GET', `/v1/admin/shows/${show_id}/tickets.csv`, {}],
  ] as const;
  for (const [method, path, request] of requests) {
    assertRefused(await send(stage.box_office, method, path, request), 401, 'admin_token_required');
  }
  assert.is(await result(scan(stage, tokens[0], 'scan')), 'admitted');
});

door.run();
