import { createServer, type IncomingMessage } from 'node:http';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { drawId } from '../../src/ids.ts';
import type { Charge } from '../../src/payments/provider.ts';
import { NO_FAULTS } from '../../src/payments/sandbox/faults.ts';
import type { WebhookReader } from '../../src/payments/webhooks.ts';
import { openTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { textAt } from '../support/small-catalogue.ts';

const news = suite('the news that the sandbox sends');

const signal = new AbortController().signal;

/** Whoever takes the webhooks, and refuses the first so many of them. */
interface Taker {
  readonly url: string;
  /** What was taken in: the event's id and type, and which payment of ours it is about. */
  readonly taken: readonly { readonly id: string; readonly type: string; readonly payment_id: string }[];
  whenTaken(count: number): Promise<void>;
  close(): Promise<void>;
}

async function openTaker(webhooks: WebhookReader, refusals = 0): Promise<Taker> {
  const taken: { id: string; type: string; payment_id: string }[] = [];
  let left = refusals;
  let onTaken = (): void => undefined;
  const server = createServer(async (request, answer) => {
    const body = await bytesOf(request);
    const about = webhooks.read(body, String(request.headers[webhooks.signature_header]));
    left -= 1;
    if (left >= 0) return answer.writeHead(503).end();
    const event: unknown = JSON.parse(body.toString());
    taken.push({ id: textAt(event, 'id'), type: textAt(event, 'type'), payment_id: about?.payment_id ?? '' });
    answer.writeHead(204).end();
    onTaken();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    taken,
    whenTaken: (count) =>
      new Promise((resolve) => {
        onTaken = () => {
          if (taken.length >= count) resolve();
        };
        onTaken();
      }),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function charge(payment_token = 'tok_ok'): Charge {
  const ids = { payment_id: drawId(), show_id: drawId(), booking_id: drawId() };
  return { ...ids, payment_token, amount: 1499, currency: 'USD' };
}

async function play(
  options: Parameters<typeof openTestSandbox>[0],
  refusals: number,
  story: (sandbox: TestSandbox, taker: Taker) => Promise<void>,
): Promise<void> {
  const sandbox = await openTestSandbox(options);
  const taker = await openTaker(sandbox.webhooks, refusals);
  try {
    sandbox.service.sendNewsTo(taker.url);
    await story(sandbox, taker);
  } finally {
    await sandbox.close();
    await taker.close();
  }
}

news('say what happened to a payment, signed, and which payment of ours it is', () =>
  play({}, 0, async ({ provider }, taker) => {
    const paid = charge();
    await provider.charge(paid, signal);
    await taker.whenTaken(1);
    await provider.refund(paid, signal);
    await provider.charge(charge('tok_declined'), signal);
    await taker.whenTaken(3);
    assert.equal(taker.taken.map(({ type }) => type).sort(), [
      'payment.captured',
      'payment.declined',
      'payment.refunded',
    ]);
    assert.is(taker.taken.filter(({ payment_id }) => payment_id === paid.payment_id).length, 2);
  }),
);

news('come when a payment ends that was not answered', () =>
  play({}, 0, async ({ provider }, taker) => {
    const asked = charge('tok_unknown');
    assert.equal(await provider.charge(asked, signal), { type: 'unknown' });
    await taker.whenTaken(1);
    assert.is(taker.taken[0]?.type, 'payment.captured');
    assert.equal(await provider.lookUp(asked, signal), { type: 'captured' });
  }),
);

news('that nobody takes are sent again, also by the next process', () =>
  play({}, 2, async (sandbox, taker) => {
    await sandbox.provider.charge(charge(), signal);
    await sandbox.restart();
    sandbox.service.sendNewsTo(taker.url);
    await taker.whenTaken(1);
    assert.is(taker.taken[0]?.type, 'payment.captured');
  }),
);

news('come twice and out of order where they are told to', () =>
  play(
    { faults: { ...NO_FAULTS, seed: '1', duplicates: 1, webhook_delay_ms: 400 } },
    0,
    async ({ provider }, taker) => {
      const charges = Array.from({ length: 20 }, () => charge());
      for (const each of charges) await provider.charge(each, signal);
      await taker.whenTaken(40);
      const ids = taker.taken.map(({ id }) => id);
      assert.is(new Set(ids).size, 20);
      const first_told = [...new Set(taker.taken.map(({ payment_id }) => payment_id))];
      assert.not.equal(
        first_told,
        charges.map(({ payment_id }) => payment_id),
      );
    },
  ),
);

news.run();
