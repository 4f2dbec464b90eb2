import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { partitionOf } from '../../persistence/index.ts';
import { ALL_PARTITIONS } from '../../src/partitions.ts';
import type { Answer } from '../../src/protocol/answers.ts';
import { inProcessRouting } from '../../src/routing/in-process.ts';
import { openBoxOffice } from '../gateway/box-office.ts';
import { connectedBroker, putOnNats, routingOver } from '../routing/engine-on-nats.ts';
import { eventually } from '../routing/routing-contract.ts';
import { WITH_MAPPING } from '../support/nats-server.ts';
import { openStage } from './stage.ts';

const small = suite('a server that takes small messages only');
const stage = openStage();
small.after.each(stage.close);

/** Fewer than the counts of the shows of one partition take. */
const SMALL = `${WITH_MAPPING}\nmax_payload: 400`;
/** Fewer than a request takes that names many seats. */
const RATHER_SMALL = `${WITH_MAPPING}\nmax_payload: 1000`;
const SHOWS = 700;

small('gateways learn how all shows stand, however many have changed at once', async () => {
  const server = await stage.server(SMALL);
  const box_office = await openBoxOffice({ shows: SHOWS, rows: 2, seats_per_row: 4 });
  const direct = inProcessRouting(box_office.engine);
  const reserve = (show_id: string): Promise<unknown> => {
    const body = { session_id: randomUUID(), count: 1 };
    return direct.ask({ verb: 'reserve', show_id, body, idempotency_key: null });
  };
  const in_one_partition = box_office.shows.filter((show_id) => partitionOf(show_id) === 7);
  assert.ok(in_one_partition.length > 4, 'more than go into one message');
  await Promise.all(in_one_partition.map(reserve));

  const [engine_broker, gateway_broker] = [
    await connectedBroker(server.url),
    await connectedBroker(server.url),
  ];
  const engine = putOnNats(engine_broker, box_office.engine, ALL_PARTITIONS);
  const routing = await routingOver(gateway_broker);
  const areKnown = (): Promise<boolean> =>
    eventually(
      async () => in_one_partition.every((id) => sum(routing.available(id)) === sum(direct.available(id))),
      (are_known) => are_known,
    );
  await areKnown();
  await Promise.all(in_one_partition.map(reserve));
  await areKnown();

  routing.close();
  await engine.close();
  await Promise.all([engine_broker.close(), gateway_broker.close()]);
  await box_office.close();
});

small('a request that does not fit in a message is refused, and no other with it', async () => {
  const server = await stage.server(RATHER_SMALL);
  const box_office = await openBoxOffice();
  const broker = await connectedBroker(server.url);
  const engine = putOnNats(broker, box_office.engine, ALL_PARTITIONS);
  const routing = await routingOver(broker);
  const [show_id = ''] = box_office.shows;
  const block = (seats: string[]): Promise<Answer> =>
    routing.ask({ verb: 'block-seats', show_id, body: { seats }, idempotency_key: null });
  const many = Array.from({ length: 30 }, (_, index) => `${'a'.repeat(30)}-${index}`);
  const answers = await Promise.all([block(many), block(['A-1']), block([])]);
  assert.equal(
    answers.map((answer) => (answer.type === 'problem' ? answer.body.code : answer.status)),
    ['payload_too_large', 204, 204],
  );
  routing.close();
  await engine.close();
  await broker.close();
  await box_office.close();
});

function sum(counts: readonly number[] | null): number | null {
  return counts === null ? null : counts.reduce((one, other) => one + other, 0);
}

small.run();
