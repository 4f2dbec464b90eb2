import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Broker } from '../../src/nats/broker.ts';
import { type Availabilities, keepAvailabilities } from '../../src/nats/news/availabilities.ts';
import { watchOwners } from '../../src/nats/news/owners.ts';
import { createRequester, NoAnswerError, type Requester } from '../../src/nats/requester.ts';
import { ALL_PARTITIONS } from '../../src/partitions.ts';
import { inProcessRouting } from '../../src/routing/in-process.ts';
import { type BoxOffice, openBoxOffice } from '../gateway/box-office.ts';
import { connectedBroker, putOnNats } from '../routing/engine-on-nats.ts';
import { eventually } from '../routing/routing-contract.ts';
import { openStage } from './stage.ts';

const availabilities = suite<{ box_office: BoxOffice }>('counts of available seats');
const stage = openStage();
availabilities.before(async (context) => {
  context.box_office = await openBoxOffice({ shows: 2 });
});
availabilities.after.each(stage.close);
availabilities.after(async ({ box_office }) => box_office.close());

/** A time-out, and longer than an engine may be silent: what a long pause of an engine looks like. */
const PAUSE_MS = 2_500;

async function takeSeat({ engine }: BoxOffice, show_id: string): Promise<void> {
  const body = { session_id: randomUUID(), count: 1 };
  const answer = await inProcessRouting(engine).ask({
    verb: 'reserve',
    show_id,
    body,
    idempotency_key: null,
  });
  assert.is(answer.status, 201);
}

function isCurrent({ engine }: BoxOffice, kept: Availabilities, show_id: string): Promise<boolean> {
  return eventually(
    async () => JSON.stringify(kept.of(show_id)) === JSON.stringify(engine.available(show_id)),
    (is_current) => is_current,
  );
}

/** Opens a box office on NATS, and what a gateway keeps of it, with something in between on either side. */
async function keep(
  { engine }: BoxOffice,
  aroundBroker: (broker: Broker) => Broker,
  aroundRequester: (requester: Requester) => Requester,
) {
  const server = await stage.server();
  const broker = await connectedBroker(server.url);
  const service = putOnNats(aroundBroker(broker), engine, ALL_PARTITIONS);
  const gateway_broker = await connectedBroker(server.url);
  const requester = createRequester(gateway_broker);
  const owners = watchOwners(gateway_broker);
  const kept = keepAvailabilities(owners, aroundRequester(requester));
  return {
    kept,
    async close() {
      kept.close();
      owners.close();
      requester.close();
      await service.close();
      await Promise.all([broker.close(), gateway_broker.close()]);
    },
  };
}

availabilities('a page that comes late does not undo what was told meanwhile', async ({ box_office }) => {
  const [show_id = ''] = box_office.shows;
  await takeSeat(box_office, show_id);
  let letThrough = (): void => {};
  const has_told = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  // Of all partitions something was missed, so the engine is read once, and once more for what was missed meanwhile.
  let pages = 0;
  const late = (requester: Requester): Requester => ({
    ...requester,
    async request(...asked) {
      const answer = await requester.request(...asked);
      pages += 1;
      if (pages === 2) await has_told;
      return answer;
    },
  });
  const { kept, close } = await keep(box_office, (broker) => broker, late);
  await eventually(
    async () => pages,
    (read) => read === 2,
  );
  await takeSeat(box_office, show_id);
  await isCurrent(box_office, kept, show_id);
  letThrough();
  await sleep(50);
  assert.equal(kept.of(show_id), box_office.engine.available(show_id));
  await close();
});

availabilities('an engine that pauses while it is read is read once it is back', async ({ box_office }) => {
  const show_id = box_office.shows[1] ?? '';
  await takeSeat(box_office, show_id);
  let is_paused = false;
  const pausing = (broker: Broker): Broker => ({
    ...broker,
    publish: (subject, ...message) =>
      !(is_paused && subject.startsWith('boxoffice.newest.')) && broker.publish(subject, ...message),
  });
  let failures = 0;
  const failing = (requester: Requester): Requester => ({
    ...requester,
    async request(...asked) {
      if (failures > 0 && !is_paused) return requester.request(...asked);
      failures += 1;
      is_paused = true;
      await sleep(PAUSE_MS);
      throw new NoAnswerError('the engine pauses');
    },
  });
  const { kept, close } = await keep(box_office, pausing, failing);
  await sleep(2 * PAUSE_MS);
  assert.is(failures, 1);
  is_paused = false;
  await isCurrent(box_office, kept, show_id);
  await close();
});

availabilities.run();
