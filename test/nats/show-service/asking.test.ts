import { once } from 'node:events';
import { createConnection } from 'node:net';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { showSubject } from '../../../src/nats/subjects.ts';
import type { Routing } from '../../../src/routing/routing.ts';
import { WITH_MAPPING, WITHOUT_MAPPING } from '../../support/nats-server.ts';
import {
  assertDone,
  assertRefused,
  at,
  type NatsAnswer,
  openStage,
  openVisitor,
  type Stage,
  valueAt,
} from './stage.ts';

const asking = suite<{ stage: Stage }>('asking over NATS');

asking.before(async (context) => {
  context.stage = await openStage();
});

asking.after(async ({ stage }) => stage.close());

for (const configuration of [WITH_MAPPING, WITHOUT_MAPPING]) {
  asking('what nobody waits for the answer of is not done, and told once', async () => {
    const stage = await openStage({ configuration });
    const show_id = stage.freshShow();
    const { session_id } = stage.visitor();
    const steps_before = stage.box_office.engine.statistics().steps_total;
    for (let times = 0; times < 5; times += 1) {
      stage.connection.publish(showSubject(show_id, 'reserve'), JSON.stringify({ session_id, count: 1 }));
    }
    // Messages of one connection arrive in order: once this is answered, the others were seen.
    assertDone(await stage.visitor().ask(show_id, 'seats'));
    assert.is(stage.box_office.engine.statistics().steps_total, steps_before);
    const warnings = stage.service.logged.lines.filter((line) => line.startsWith('warn'));
    assert.is(warnings.length, 1, warnings.join('\n'));
    assert.match(warnings[0] ?? '', /without a reply subject/);
    await stage.close();
  });
}

asking('reply subjects that make no sense do no harm', async ({ stage }) => {
  const show_id = stage.freshShow();
  const subjects = ['seats', 'reserve', 'probe'].map((verb) => showSubject(show_id, verb));
  for (const reply of ['*', '>', 'a.*', 'a..b', '.', '$SRV.PING', '$SYS.x', ...subjects]) {
    for (const subject of [...subjects, '$SRV.PING', '$SRV.STATS.boxoffice']) {
      stage.connection.publish(subject, '{}', { reply });
    }
  }
  assertDone(await stage.visitor().ask(show_id, 'seats'));
  const errors = stage.service.logged.lines.filter((line) => line.startsWith('error'));
  assert.equal(errors, []);
});

const countOf = (answers: readonly NatsAnswer[], status: number | null): number =>
  answers.filter((answer) => answer.status === status).length;

asking('an API key has its quota, whoever comes without one has none', async ({ stage }) => {
  const show_id = stage.freshShow();
  const visitor = stage.visitor();
  const key = stage.box_office.api_keys.add('partner', 5);
  const burst = (fields?: Record<string, string>): Promise<NatsAnswer[]> =>
    Promise.all(Array.from({ length: 40 }, () => visitor.ask(show_id, 'seats', {}, fields)));

  for (const name of ['X-Api-Key', 'x-api-key']) {
    const answers = await burst({ [name]: key });
    // A burst may fall into two windows.
    const passed = countOf(answers, null);
    assert.ok(passed <= 10, `${passed} of 40 passed`);
    const refused = answers.find(({ status }) => status === 429);
    if (refused === undefined) return assert.unreachable();
    assertRefused(refused, 429, 'rate_limited');
    assert.is(valueAt(refused, 'retry_after_s'), 1);
  }
  assert.is(countOf(await burst(), null), 40);
  for (const unknown of ['x', `${key}x`, '']) {
    assertRefused(await visitor.ask(show_id, 'seats', {}, { 'X-Api-Key': unknown }), 401, 'unknown_api_key');
  }
});

asking('where there are no API keys, none is known', async () => {
  const stage = await openStage({ service: { api_keys: null } });
  const show_id = stage.freshShow();
  const refused = await stage.visitor().ask(show_id, 'seats', {}, { 'X-Api-Key': 'x' });
  assertRefused(refused, 401, 'unknown_api_key');
  assertDone(await stage.visitor().ask(show_id, 'seats'));
  await stage.close();
});

asking('what goes wrong on our side is told without its words, and logged without the session', async () => {
  const secret = 'the words of the error';
  const aroundRouting = (routing: Routing): Routing => ({
    ...routing,
    ask: (request) => {
      if (request.verb === 'reserve') return Promise.reject(new Error(secret));
      if (request.verb === 'release') throw new TypeError(secret);
      return routing.ask(request);
    },
  });
  const stage = await openStage({ service: { aroundRouting } });
  const show_id = stage.freshShow();
  const visitor = stage.visitor();
  const failed = [
    await visitor.ask(show_id, 'reserve', { count: 1 }),
    await visitor.ask(show_id, 'release', { booking_id: show_id }),
  ];
  for (const answer of failed) {
    assertRefused(answer, 500, 'internal_error');
    assert.not.match(JSON.stringify(answer), secret);
  }
  const errors = stage.service.logged.lines.filter((line) => line.startsWith('error'));
  assert.is(errors.length, 2);
  assert.not.match(stage.service.logged.lines.join('\n'), visitor.session_id);
  assertDone(await visitor.ask(show_id, 'seats'));
  await stage.close();
});

asking('an answer that the server would not take', async () => {
  const stage = await openStage({ configuration: `${WITH_MAPPING}\nmax_payload: 2048` });
  const show_id = stage.freshShow();
  const visitor = stage.visitor();
  assertRefused(await visitor.ask(show_id, 'seats'), 500, 'internal_error');
  assertDone(await visitor.ask(show_id, 'reserve', { count: 1 }));
  await stage.close();
});

asking('the broker away for a while: who asks again afterwards is answered', async () => {
  const stage = await openStage();
  const show_id = stage.freshShow();
  const visitor = stage.visitor();
  const key = { 'Idempotency-Key': 'once' };
  const first = await visitor.ask(show_id, 'reserve', { count: 1 }, key);
  const statuses = stage.connection.status();
  await stage.server.stop('SIGKILL');
  await stage.server.start();
  for await (const { type } of statuses) if (type === 'reconnect') break;
  const again = await untilAnswered(() => visitor.ask(show_id, 'reserve', { count: 1 }, key));
  assert.equal(again.body, first.body);
  await stage.close();
});

/** Asks until somebody listens: client and service connect again, each in its own time. */
async function untilAnswered(send: () => Promise<NatsAnswer>): Promise<NatsAnswer> {
  for (;;) {
    const answer = await send().catch((error: unknown) => {
      if (/no responders/.test(String(error))) return null;
      throw error;
    });
    if (answer !== null) return answer;
  }
}

/** Speaks the protocol of NATS itself, as the library would refuse to send such headers. */
async function sendRaw(stage: Stage, subject: string, fields: string, payload: string): Promise<string> {
  const socket = createConnection(stage.server.port, '127.0.0.1');
  let received = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    received += text;
  });
  const block = `NATS/1.0\r\n${fields}\r\n\r\n`;
  socket.write('CONNECT {"headers":true,"no_responders":true,"verbose":false}\r\nSUB inbox 1\r\n');
  const sizes = `${Buffer.byteLength(block)} ${Buffer.byteLength(block) + Buffer.byteLength(payload)}`;
  socket.write(`HPUB ${subject} inbox ${sizes}\r\n${block}${payload}\r\n`);
  while (!/H?MSG inbox .*}\r\n$/s.test(received)) await once(socket, 'data');
  socket.destroy();
  return received;
}

for (const configuration of [WITH_MAPPING, WITHOUT_MAPPING]) {
  asking('headers that are none', async () => {
    const stage = await openStage({ configuration });
    const subject = showSubject(stage.freshShow(), 'seats');
    for (const fields of ['b@d name: x', 'a b: c']) {
      for (const payload of ['{}', '']) {
        assert.match(await sendRaw(stage, subject, fields, payload), /"code":"bad_request"/, fields);
      }
    }
    assert.match(await sendRaw(stage, subject, 'Trace: 1', '{}'), /"seats":\[/);
    await stage.close();
  });
}

asking('many at once: all are answered, and each seat is sold once', async ({ stage }) => {
  const show_id = stage.freshShow();
  const visitors = Array.from({ length: 100 }, () => openVisitor(stage.connection));
  const answers = await Promise.all(visitors.map((visitor) => visitor.ask(show_id, 'reserve', { count: 1 })));
  const seats = answers.flatMap((answer) =>
    answer.status === null ? [at(answer, 'booking', 'seats', 0, 'seat_id')] : [],
  );
  assert.is(seats.length, 50);
  assert.is(new Set(seats).size, 50);
  assert.is(countOf(answers, 409), 50);
});

asking.run();
