import { setTimeout as sleep } from 'node:timers/promises';
import Fastify, { type FastifyError, type FastifyReply } from 'fastify';
import { isBearer } from '../../bearer.ts';
import { type Books, openBooks, type Refused } from './books.ts';
import type { FaultMix } from './faults.ts';
import type { Payment } from './payment.ts';
import {
  ID_SCHEMA,
  type IdRoute,
  LOOK_UP_SCHEMA,
  type LookUpRoute,
  MAKE_SCHEMA,
  type MakeRoute,
  REFUND_SCHEMA,
  type RefundRoute,
} from './schemas.ts';
import { openSender } from './sender.ts';

const HOST = '127.0.0.1';

export interface SandboxOptions {
  /** Where its books are. */
  readonly folder: string;
  /** 0 takes any free one. It listens on this machine alone. */
  readonly port: number;
  /** Whoever asks has to name it. */
  readonly api_secret: string;
  /** What its webhooks are signed with. */
  readonly webhook_secret: string;
  readonly faults: FaultMix;
  /** How long a payment takes that comes too late for its reservation. */
  readonly late_ms: number;
  /** Unix milliseconds. */
  readonly clock: () => number;
  readonly random: () => number;
}

export interface Sandbox {
  readonly url: string;
  /** Its webhooks go there. */
  sendNewsTo(url: string): void;
  close(): Promise<void>;
}

/** Opens the payment provider that moves no money: a service of its own, as a real provider's would be. */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { clock, random, webhook_secret } = options;
  const books = openBooks(options);
  const sender = openSender({ news: books.news, secret: webhook_secret, clock, random });
  const app = buildService(books, options.api_secret, sender.look);
  const url = await app.listen({ host: HOST, port: options.port });
  return {
    url,
    sendNewsTo: sender.sendTo,
    close: async () => {
      await app.close();
      await sender.close();
      books.close();
    },
  };
}

function buildService(books: Books, api_secret: string, onNews: () => void) {
  // Those that are never answered are not waited for at the end either.
  const app = Fastify({ forceCloseConnections: true });

  app.addHook('onRequest', (request, reply, done) => {
    if (isBearer(request.headers.authorization, api_secret)) done();
    else fail(reply, 401, 'unauthorized');
  });
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500;
    return fail(reply, status, status < 500 ? 'invalid_request' : 'internal_error', error.message);
  });
  app.setNotFoundHandler((_request, reply) => fail(reply, 404, 'not_found'));

  app.post<MakeRoute>('/v1/payments', { schema: MAKE_SCHEMA }, async ({ headers, body }, reply) => {
    const { payment_token, ...order } = body;
    const key = headers['idempotency-key'];
    const made = await books.make(key, payment_token, order);
    onNews();
    if ('refused' in made) return refuse(reply, made);
    const { payment, fate } = made;
    if (fate === null) return show(reply.header('idempotent-replayed', 'true'), payment);
    if (fate.answers === 'never') return reply.hijack();
    if (fate.answers === 'at_once') return show(reply, payment);
    await sleep(fate.after_ms);
    return show(reply, (await books.find(payment.id)) ?? payment);
  });

  app.get<LookUpRoute>('/v1/payments', { schema: LOOK_UP_SCHEMA }, async ({ query }, reply) => {
    const payment = await books.findByKey(query.idempotency_key);
    return payment === null ? refuse(reply, { refused: 'unknown_payment' }) : { payment };
  });

  app.get<IdRoute>('/v1/payments/:id', { schema: ID_SCHEMA }, async ({ params }, reply) => {
    const payment = await books.find(params.id);
    return payment === null ? refuse(reply, { refused: 'unknown_payment' }) : { payment };
  });

  app.post<IdRoute>('/v1/payments/:id/capture', { schema: ID_SCHEMA }, async ({ params }, reply) => {
    const payment = await books.capture(params.id);
    onNews();
    return 'refused' in payment ? refuse(reply, payment) : { payment };
  });

  app.post<RefundRoute>(
    '/v1/payments/:id/refunds',
    { schema: REFUND_SCHEMA },
    async ({ params, headers, body }, reply) => {
      const payment = await books.refund(params.id, headers['idempotency-key'], body.amount);
      onNews();
      return 'refused' in payment ? refuse(reply, payment) : reply.code(201).send({ payment });
    },
  );

  app.get('/books', async (_request, reply) => {
    // Read in one go: while they are being read, nothing can be written.
    const lines = Array.from(books.all(), (payment) => `${JSON.stringify(payment)}\n`);
    return reply.type('application/x-ndjson').send(lines.join(''));
  });
  return app;
}

const STATUS_OF = { processing: 202, authorised: 201, captured: 201, declined: 402 } as const;

function show(reply: FastifyReply, payment: Payment): FastifyReply {
  return reply.code(STATUS_OF[payment.status]).send({ payment });
}

const STATUS_OF_REFUSAL = {
  key_reused: 409,
  unknown_payment: 404,
  not_authorised: 409,
  not_refundable: 409,
  refund_declined: 402,
} as const;

function refuse(reply: FastifyReply, { refused }: Refused): FastifyReply {
  return fail(reply, STATUS_OF_REFUSAL[refused], refused);
}

function fail(reply: FastifyReply, status: number, code: string, message: string = code): FastifyReply {
  return reply.code(status).send({ error: { code, message } });
}
