import Type from 'typebox';
import { type WebhookReader, WebhookRefusedError } from '../../payments/webhooks.ts';
import { problem } from '../../protocol/problem.ts';
import type { Routing } from '../../routing/routing.ts';
import type { App } from '../http/app.ts';
import { PROBLEMS } from '../http/documented.ts';
import { NoQuery } from '../http/parameters.ts';
import { ProblemError, sendProblem } from '../http/problems.ts';

/** Providers' news take some kilobytes. */
const WEBHOOK_BYTES_MOST = 64 * 1_024;

const Taken = Type.Unsafe<undefined>({ type: 'null', description: 'Taken in.' });

/**
 * Where the payment provider tells that there is news. What the news says is not believed: whoever carries the payment
 * out asks the provider. So one that is repeated, comes late or never, or even lies, changes nothing.
 */
export async function webhookRoutes(
  app: App,
  routing: Routing,
  webhooks: WebhookReader | null,
): Promise<void> {
  // The signature is over the very bytes.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes));

  app.route({
    method: 'POST',
    url: '/v1/webhooks/payments',
    bodyLimit: WEBHOOK_BYTES_MOST,
    schema: {
      operationId: 'payment_webhook',
      summary: 'News of a payment, signed by its provider',
      tags: ['payments'],
      querystring: NoQuery,
      response: { 204: Taken, ...PROBLEMS },
    },
    handler: async ({ body, headers, log }, reply) => {
      if (webhooks === null) return sendProblem(reply, problem('webhooks_disabled'));
      const signature = headers[webhooks.signature_header];
      if (!Buffer.isBuffer(body) || typeof signature !== 'string') throw invalid();
      const news = read(webhooks, body, signature);
      if (news !== null) {
        const { show_id, payment_id } = news;
        const request = {
          verb: 'payment-news',
          show_id,
          body: { payment_id },
          idempotency_key: null,
        } as const;
        // Not waited for: the provider wants its answer soon, and what gets lost here is asked for in time anyway.
        routing
          .ask(request)
          .catch((error: unknown) => log.warn({ err: error }, 'news of a payment got lost'));
      }
      return reply.code(204).send();
    },
  });
}

function read(webhooks: WebhookReader, body: Buffer, signature: string) {
  try {
    return webhooks.read(body, signature);
  } catch (error) {
    throw error instanceof WebhookRefusedError ? invalid() : error;
  }
}

function invalid(): ProblemError {
  return new ProblemError(problem('invalid_webhook'));
}
