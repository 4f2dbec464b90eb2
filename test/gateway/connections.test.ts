import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { connectionsWithin, openFilesLimit } from '../../src/gateway/http/open-files.ts';
import { drawSession, send } from './box-office.ts';
import { assertRefused, at, openStage } from './stage.ts';

const PATIENCE_MS = 10_000;

/** Opens a connection; gives what it was told when it ends. */
async function openConnection(url: string): Promise<{ socket: Socket; ended: Promise<string> }> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) }).setEncoding('utf8');
  let told = '';
  socket.on('data', (text) => {
    told += text;
  });
  socket.on('error', () => undefined);
  const ended = once(socket, 'close').then(() => told);
  await once(socket, 'connect');
  return { socket, ended };
}

const connections = suite('connections');

connections('there are as many as the limit of open files allows, and some files for others', () => {
  assert.is(connectionsWithin(20_000), 19_488);
  assert.is(connectionsWithin(1_024), 768);
  assert.is(connectionsWithin(256), 192);
  assert.ok(openFilesLimit() >= 256);
});

connections('one too many is closed at once; when another ends there is room again', async () => {
  const { box_office } = await openStage({ gateway: { max_connections: 3 } });
  const held = await Promise.all([1, 2, 3].map(() => openConnection(box_office.url)));
  const refused = await openConnection(box_office.url);
  assert.is(await refused.ended, '');
  held[0]?.socket.destroy();
  const deadline = performance.now() + PATIENCE_MS;
  for (let answer = ''; !answer.startsWith('HTTP/1.1 200'); ) {
    assert.ok(performance.now() < deadline, 'there is room again');
    const { socket, ended } = await openConnection(box_office.url);
    socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    answer = await ended;
  }
  for (const { socket } of held) socket.destroy();
  await box_office.close();
});

connections('where many are open, those that are not used make room', async () => {
  const { box_office } = await openStage({ gateway: { max_connections: 20 } });
  const idle = await Promise.all(
    Array.from({ length: 19 }, async () => {
      const connection = await openConnection(box_office.url);
      connection.socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
      return connection;
    }),
  );
  const ended = Promise.all(idle.map((each) => each.ended));
  const told = await Promise.race([ended, sleep(PATIENCE_MS, null, { ref: false })]);
  assert.is(told?.length, 19);
  for (const answer of told ?? []) assert.match(answer, /^HTTP\/1\.1 200 /);
  await box_office.close();
});

connections(
  'only so many long polls are held open; further ones are answered at once, and who pays waits',
  async () => {
    const { box_office, freshShow, holder } = await openStage({
      gateway: { max_connections: 40 },
    });
    const show = freshShow();
    const { visitor, booking_id, booking } = await holder(show, { seats: ['A-1'] });
    const leaving = new AbortController();
    const poll = (wait_s: number) =>
      fetch(`${box_office.url}${booking}?wait_s=${wait_s}&after=1000000`, {
        headers: { 'x-session-id': visitor.session_id },
        signal: leaving.signal,
      });
    const held = Array.from({ length: 30 }, () => poll(60).catch(() => null));
    const isFull = async (): Promise<boolean> => {
      const { body } = await send(box_office, 'GET', '/metrics');
      return /^boxoffice_polls_waiting 30$/m.test(String(body));
    };
    while (!(await isFull())) await sleep(5);
    const begun_at = performance.now();
    const answer = await poll(30);
    assert.is(answer.status, 200);
    assert.is(at({ body: await answer.json() }, 'booking', 'booking_id'), booking_id);
    assert.ok(performance.now() - begun_at < PATIENCE_MS, 'it is not held');
    const paid = await visitor.ask('POST', `${booking}/payment`, { body: { payment_token: 'tok_ok' } });
    assert.is(paid.status, 200, 'the outcome is waited for');
    leaving.abort();
    await Promise.all(held);
    await box_office.close();
  },
);

connections('only so many streams are open; further ones are refused', async () => {
  const { box_office, freshShow, visitor } = await openStage({ gateway: { max_connections: 16 } });
  const path = `${freshShow()}/stream`;
  const leaving = new AbortController();
  const streams = await Promise.all(
    [1, 2, 3, 4].map(() => fetch(`${box_office.url}${path}`, { signal: leaving.signal })),
  );
  assert.ok(streams.every(({ status }) => status === 200));
  assertRefused(await visitor().ask('GET', path), 503, 'overloaded');
  leaving.abort();
  for (let status = 503; status === 503; ) {
    const again = new AbortController();
    const answer = await fetch(`${box_office.url}${path}`, { signal: again.signal });
    status = answer.status;
    again.abort();
  }
  await box_office.close();
});

connections('with 256 open files it sells while hundreds knock', async () => {
  const program = fileURLToPath(new URL('few-files.js', import.meta.url));
  const child = spawn('sh', ['-c', `ulimit -n 256 && exec "${process.execPath}" "${program}"`], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const [{ url, show_id }] = await once(child, 'message');
  const crowd: Socket[] = [];
  for (let number = 0; number < 400; number += 1) {
    const { socket } = await openConnection(url);
    crowd.push(socket);
  }
  // Who was let in can buy: its log has the files that it needs.
  const [first] = crowd;
  if (first === undefined) return assert.unreachable();
  const body = JSON.stringify({ session_id: drawSession(), count: 2 });
  first.write(
    `POST /v1/shows/${show_id}/bookings HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  const [text] = await once(first, 'data');
  assert.match(String(text), /^HTTP\/1\.1 201 /);
  for (const socket of crowd) socket.destroy();
  child.send('end');
  const [code] = await exited;
  assert.is(code, 0);
});

connections.run();
