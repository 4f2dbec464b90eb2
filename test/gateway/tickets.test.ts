import { inflateSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { send } from './box-office.ts';
import { assertRefused, at, openStage, type Stage, valueAt } from './stage.ts';
import type { Visitor } from './visitor.ts';

const tickets = suite<Stage>('tickets over HTTP');

tickets.before(async (stage) => void Object.assign(stage, await openStage()));
tickets.after(async ({ box_office }) => box_office.close());

/** A booking of these seats that is booked. */
async function book(stage: Stage, seats: readonly string[]) {
  const { visitor, booking } = await stage.holder(stage.freshShow(), { seats });
  const paid = await visitor.ask('POST', `${booking}/payment`, { body: { payment_token: 'tok_ok' } });
  assert.is(paid.status, 200, JSON.stringify(paid.body));
  return { visitor, booking };
}

/** A file, with the headers that it comes with. */
async function fetchFile({ box_office }: Stage, { session_id }: Visitor, path: string) {
  const answer = await fetch(`${box_office.url}${path}`, { headers: { 'x-session-id': session_id } });
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
}

tickets('a booked booking has a ticket for each seat', async (stage) => {
  const { visitor, booking } = await book(stage, ['A-1', 'E-10']);
  const answer = await visitor.ask('GET', `${booking}/tickets`);
  assert.is(answer.status, 200);
  assert.is(answer.headers.get('cache-control'), 'no-store');
  assert.equal(
    [0, 1].map((index) => [
      at(answer, 'tickets', index, 'seat_id'),
      at(answer, 'tickets', index, 'price', 'amount'),
    ]),
    [
      ['A-1', '3000'],
      ['E-10', '4500'],
    ],
  );
  assert.is(at(answer, 'show', 'title'), 'Metropolis');
  assert.is(at(answer, 'show', 'cinema'), 'Cine Belas Artes');
  assert.match(at(answer, 'show', 'start_time'), /-03:00$/, 'in the cinema’s time zone');
  assert.is(at(answer, 'pdf'), `${booking}/tickets.pdf`);
  assert.is.not(at(answer, 'tickets', 0, 'token'), at(answer, 'tickets', 1, 'token'));
  const again = await visitor.ask('GET', `${booking}/tickets`);
  assert.equal(again.body, answer.body, 'the same tickets each time');
});

tickets('each ticket has a code as SVG and as PNG', async (stage) => {
  const { visitor, booking } = await book(stage, ['A-1']);
  const answer = await visitor.ask('GET', `${booking}/tickets`);
  const svg = await fetchFile(stage, visitor, at(answer, 'tickets', 0, 'svg'));
  assert.equal([svg.answer.status, svg.answer.headers.get('content-type')], [200, 'image/svg+xml']);
  assert.is(svg.answer.headers.get('cache-control'), 'no-store');
  assert.match(svg.bytes.toString(), /^<svg .*<title>Ticket for seat A-1<\/title>/);
  const png = await fetchFile(stage, visitor, at(answer, 'tickets', 0, 'png'));
  assert.equal([png.answer.status, png.answer.headers.get('content-type')], [200, 'image/png']);
  assert.is(png.answer.headers.get('cache-control'), 'no-store');
  const start = png.bytes.indexOf('IDAT') + 4;
  assert.ok(inflateSync(png.bytes.subarray(start)).length > 1_000);
});

tickets('all of them are on one PDF, a page each', async (stage) => {
  const { visitor, booking } = await book(stage, ['B-1', 'B-2', 'B-3']);
  const { answer, bytes } = await fetchFile(stage, visitor, `${booking}/tickets.pdf`);
  assert.equal([answer.status, answer.headers.get('content-type')], [200, 'application/pdf']);
  assert.is(answer.headers.get('cache-control'), 'no-store');
  assert.match(answer.headers.get('content-disposition') ?? '', /^inline; filename="tickets-\w{26}\.pdf"$/);
  assert.is(bytes.toString('latin1', 0, 5), '%PDF-');
  assert.is(bytes.toString('latin1').match(/\/Type \/Page\b/g)?.length, 3);
});

const FILES = ['tickets', 'tickets.pdf', 'tickets/A-1.svg', 'tickets/A-1.png'] as const;

tickets('what is not booked has no tickets: reserved, given back, cancelled', async (stage) => {
  const { visitor, booking } = await stage.holder(stage.freshShow(), { seats: ['A-1'] });
  for (const file of FILES) {
    const refused = await visitor.ask('GET', `${booking}/${file}`);
    assertRefused(refused, 409, 'not_booked');
    assert.is(at(refused, 'booking_status'), 'reserved');
    assert.is(refused.headers.get('cache-control'), 'no-store');
  }
  await visitor.ask('DELETE', booking);
  assertRefused(await visitor.ask('GET', `${booking}/tickets`), 409, 'not_booked');

  const bought = await book(stage, ['A-1']);
  await bought.visitor.ask('DELETE', bought.booking);
  for (const file of FILES) {
    assertRefused(await bought.visitor.ask('GET', `${bought.booking}/${file}`), 409, 'not_booked');
  }
});

tickets(
  'another session’s tickets do not exist, nor those of a seat that is not in the booking',
  async (stage) => {
    const { visitor, booking } = await book(stage, ['A-1']);
    const other = stage.visitor();
    for (const file of FILES) {
      assertRefused(await other.ask('GET', `${booking}/${file}`), 404, 'unknown_booking');
      const answer = await send(stage.box_office, 'GET', `${booking}/${file}`);
      assertRefused(answer, 422, 'invalid_request');
    }
    for (const seat of ['A-2', 'Z-1', encodeURIComponent('<svg>')]) {
      for (const ending of ['svg', 'png']) {
        const refused = await visitor.ask('GET', `${booking}/tickets/${seat}.${ending}`);
        assertRefused(refused, 404, 'unknown_ticket');
      }
    }
    assertRefused(await send(stage.box_office, 'GET', `${booking}/tickets/A-1.gif`), 404, 'unknown_route');
  },
);

tickets('who wants another format is told so', async (stage) => {
  const { visitor, booking } = await book(stage, ['A-1']);
  for (const file of FILES) {
    const headers = { accept: 'text/html' };
    assertRefused(await visitor.ask('GET', `${booking}/${file}`, { headers }), 406, 'not_acceptable');
  }
});

tickets('no ticket has a session in it, whole or in part', async (stage) => {
  const { visitor, booking } = await book(stage, ['A-1']);
  const answer = await visitor.ask('GET', `${booking}/tickets`);
  const { session_id } = visitor;
  for (let start = 0; start + 8 <= session_id.length; start += 1) {
    // Sessions of this test are ULIDs drawn at the same time as its bookings: their beginnings are alike.
    if (start < 10) continue;
    assert.not.match(JSON.stringify(valueAt(answer, 'tickets')), session_id.slice(start, start + 8));
  }
});

tickets.run();
