import { once } from 'node:events';
import { connect } from 'node:net';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { send } from './box-office.ts';
import { openEventStream, type StreamEvent } from './event-stream.ts';
import { at, openStage, type Stage, valueAt } from './stage.ts';

const streams = suite<Stage>('streams of seat changes');

streams.before(async (stage) => void Object.assign(stage, await openStage()));
streams.after(async ({ box_office }) => box_office.close());

interface Changes {
  version: number;
  seats: { seat_id: string; status: string }[];
}

const changesOf = (event: StreamEvent | null): Changes => JSON.parse(event?.data ?? 'null');

streams(
  'first the version, then the seats that changed',
  async ({ box_office, freshShow, holder, visitor }) => {
    const show = freshShow();
    const stream = await openEventStream(box_office, `${show}/stream`);
    assert.equal(changesOf(await stream.next()), { version: 0, seats: [] });

    const { visitor: guest, booking } = await holder(show, { seats: ['A-1', 'A-2'] });
    const reserved = await stream.next();
    const changes = changesOf(reserved);
    assert.is(reserved?.event, 'message');
    assert.is(reserved?.id, String(changes.version));
    assert.equal(changes.seats, [
      { seat_id: 'A-1', status: 'reserved' },
      { seat_id: 'A-2', status: 'reserved' },
    ]);
    assert.is(valueAt(await visitor().ask('GET', `${show}/seats`), 'version'), changes.version);

    await guest.ask('DELETE', booking);
    assert.equal(
      changesOf(await stream.next()).seats.map(({ status }) => status),
      ['available', 'available'],
    );
    stream.close();
  },
);

streams('many changes at once come together, and end as the map says', async (stage) => {
  const { box_office, freshShow, holder, visitor } = stage;
  const show = freshShow();
  const stream = await openEventStream(box_office, `${show}/stream`);
  await stream.next();
  await Promise.all(Array.from({ length: 50 }, () => holder(show, { count: 1 })));
  const map = await visitor().ask('GET', `${show}/seats`);
  const seen = new Map<string, string>();
  let events = 0;
  for (let version = 0; version < Number(at(map, 'version')); events += 1) {
    const changes = changesOf(await stream.next());
    assert.ok(changes.version > version);
    version = changes.version;
    for (const { seat_id, status } of changes.seats) seen.set(seat_id, status);
  }
  assert.is(seen.size, 50);
  assert.ok(events < 50, `${events} events of 50 changes`);
  stream.close();
});

streams(
  'who comes back with an old version has to read the map again',
  async ({ box_office, freshShow, holder }) => {
    const show = freshShow();
    await holder(show, { count: 1 });
    const open = (known: string) => openEventStream(box_office, `${show}/stream`, { 'last-event-id': known });
    const stale = await open('0');
    const [reload, version] = [await stale.next(), await stale.next()];
    assert.is(reload?.event, 'reload');
    assert.is(version?.event, 'message');
    const current = await open(String(changesOf(version).version));
    assert.is((await current.next())?.event, 'message');
    stale.close();
    current.close();
  },
);

streams(
  'nobody falls between the version and the first change',
  async ({ box_office, freshShow, visitor }) => {
    const show = freshShow();
    const guest = visitor();
    const racing = Array.from({ length: 30 }, (_, index) =>
      guest.ask('PUT', `${show.replace('/v1/', '/v1/admin/')}/blocked-seats`, {
        body: { seats: [`A-${(index % 10) + 1}`] },
        as_operator: true,
      }),
    );
    const opened = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const stream = await openEventStream(box_office, `${show}/stream`);
        const first = changesOf(await stream.next());
        const map = await guest.ask('GET', `${show}/seats`);
        return { stream, first, map };
      }),
    );
    await Promise.all(racing);
    const end = await guest.ask('GET', `${show}/seats`);
    const statusesOf = (body: unknown) =>
      new Map<string, string>(
        Object(body).seats.map((seat: { seat_id: string; status: string }) => [seat.seat_id, seat.status]),
      );
    for (const { stream, first, map } of opened) {
      // A client's map: as it was read, and every newer change on top of it.
      const statuses = statusesOf(map.body);
      let version = first.version;
      while (version < Number(at(end, 'version'))) {
        const changes = changesOf(await stream.next());
        version = changes.version;
        if (version <= Number(at(map, 'version'))) continue;
        for (const { seat_id, status } of changes.seats) statuses.set(seat_id, status);
      }
      assert.equal([...statuses], [...statusesOf(end.body)]);
      stream.close();
    }
  },
);

streams('a reader that does not read is dropped, and nobody else notices', async () => {
  const { box_office, freshShow, visitor } = await openStage({ shows: 1, rows: 26, seats_per_row: 38 });
  const show = freshShow();
  const reader = await openEventStream(box_office, `${show}/stream`);
  const sleeper = connect(Number(new URL(box_office.url).port), '127.0.0.1');
  sleeper.write(`GET ${show}/stream HTTP/1.1\r\nhost: x\r\n\r\n`);
  await once(sleeper, 'readable');
  const operator = visitor();
  const all = Object((await operator.ask('GET', `${show}/seats`)).body).seats.map(
    ({ seat_id }: { seat_id: string }) => seat_id,
  );
  const openStreams = async (): Promise<string> =>
    /^boxoffice_streams_open (\d+)$/m.exec(String((await send(box_office, 'GET', '/metrics')).body))?.[1] ??
    '';
  assert.is(await openStreams(), '2');
  for (let change = 0; (await openStreams()) === '2'; change += 1) {
    await operator.ask('PUT', `${show.replace('/v1/', '/v1/admin/')}/blocked-seats`, {
      body: { seats: change % 2 === 0 ? all : [] },
      as_operator: true,
    });
    if (change === 0) await reader.next();
    assert.ok((await reader.next()) !== null);
  }
  assert.is(await openStreams(), '1');
  reader.close();
  sleeper.destroy();
  await box_office.close();
});

streams.run();
