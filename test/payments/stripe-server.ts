import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';

/** A request as it arrived. */
export interface StripeRequest {
  readonly method: string;
  readonly path: string;
  readonly key: string | null;
  readonly authorization: string;
  readonly form: URLSearchParams;
}

interface Intent {
  readonly id: string;
  status: string;
  readonly amount: number;
  readonly currency: string;
  readonly metadata: Record<string, string>;
  last_payment_error: object | null;
  cancellation_reason: string | null;
  is_searchable: boolean;
}

interface Refund {
  readonly id: string;
  readonly payment_intent: string;
  readonly amount: number;
  status: string;
  failure_reason: string | null;
}

/** What goes wrong with the next request, before or after it took effect; `none` lets it through. */
export type Fault = 'none' | 'rate_limited' | 'broken' | 'broken_after' | 'hangs_after' | 'key_in_use';

/** A server on this machine that answers in Stripe's format, as far as we use it. */
export interface StripeServer {
  readonly url: string;
  readonly requests: readonly StripeRequest[];
  readonly intents: readonly Intent[];
  readonly refunds: readonly Refund[];
  failNext(fault: Fault): void;
  /** The search knows new payments from now on, or only after `catchUp`. */
  lag(): void;
  catchUp(): void;
  /** How the next refund is made: `succeeded`, `pending`, or `failed`. */
  refundNext(status: string): void;
  /** Somebody gives back a part of a payment by hand. */
  refundByHand(payment_intent: string, amount: number): void;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

/** What becomes of each payment method; anything else there is no such thing. */
const METHODS: Readonly<Record<string, string>> = {
  pm_card_visa: 'succeeded',
  pm_card_processing: 'processing',
  pm_card_authenticationRequired: 'requires_action',
};
const DECLINES: Readonly<Record<string, object>> = {
  pm_card_chargeDeclined: { code: 'card_declined', decline_code: 'generic_decline' },
  pm_card_insufficientFunds: { code: 'card_declined', decline_code: 'insufficient_funds' },
  pm_card_expired: { code: 'expired_card' },
};

export async function openStripeServer(): Promise<StripeServer> {
  const requests: StripeRequest[] = [];
  const intents: Intent[] = [];
  const refunds: Refund[] = [];
  const remembered = new Map<string, { readonly request: string; readonly answer: Answer }>();
  const faults: Fault[] = [];
  const refund_statuses: string[] = [];
  let is_lagging = false;

  const error = (status: number, type: string, members: object): Answer => ({
    status,
    body: { error: { type, message: `about sk_test and pm_card`, ...members } },
  });
  const missing = (what: string): Answer =>
    error(404, 'invalid_request_error', { code: 'resource_missing', message: `No such ${what}` });

  function createIntent(form: URLSearchParams): Answer {
    const method = form.get('payment_method') ?? '';
    const decline = DECLINES[method];
    const status = decline === undefined ? METHODS[method] : 'requires_payment_method';
    if (status === undefined) {
      return error(400, 'invalid_request_error', {
        code: 'resource_missing',
        message: `No such PaymentMethod: '${method}'`,
      });
    }
    const intent: Intent = {
      id: `pi_${randomUUID()}`,
      status,
      amount: Number(form.get('amount')),
      currency: form.get('currency') ?? '',
      metadata: metadataIn(form),
      last_payment_error: decline ?? null,
      cancellation_reason: null,
      is_searchable: !is_lagging,
    };
    intents.push(intent);
    if (decline === undefined) return { status: 200, body: shown(intent) };
    return error(402, 'card_error', { ...decline, payment_intent: shown(intent) });
  }

  function createRefund(form: URLSearchParams): Answer {
    const payment_intent = form.get('payment_intent') ?? '';
    const intent = intents.find(({ id }) => id === payment_intent);
    if (intent === undefined) return missing('payment_intent');
    const given_back = refunds
      .filter((refund) => refund.payment_intent === payment_intent && refund.status !== 'failed')
      .reduce((sum, { amount }) => sum + amount, 0);
    if (given_back >= intent.amount) {
      return error(400, 'invalid_request_error', { code: 'charge_already_refunded' });
    }
    const status = refund_statuses.shift() ?? 'succeeded';
    const failure_reason = status === 'failed' ? 'expired_or_canceled_card' : null;
    const amount = intent.amount - given_back;
    const refund = { id: `re_${randomUUID()}`, payment_intent, amount, status, failure_reason };
    refunds.push(refund);
    return { status: 200, body: { object: 'refund', ...refund } };
  }

  function take({ method, path, form }: StripeRequest): Answer {
    const url = new URL(path, 'http://stripe');
    const [, , resource = '', id = '', action = ''] = url.pathname.split('/');
    if (resource === 'payment_intents' && id === 'search') {
      const [, payment_id] =
        /^metadata\['payment_id'\]:'(\w+)'$/.exec(url.searchParams.get('query') ?? '') ?? [];
      const found = intents.filter((each) => each.is_searchable && each.metadata.payment_id === payment_id);
      return { status: 200, body: { object: 'search_result', data: found.map(shown), has_more: false } };
    }
    if (resource === 'refunds' && method === 'GET') {
      const of_intent = url.searchParams.get('payment_intent');
      const data = refunds.filter((refund) => refund.payment_intent === of_intent);
      return { status: 200, body: { object: 'list', data, has_more: false } };
    }
    if (resource === 'refunds') return createRefund(form);
    if (resource !== 'payment_intents') return missing('resource');
    if (id === '') return createIntent(form);
    const intent = intents.find((each) => each.id === id);
    if (intent === undefined) return missing('payment_intent');
    if (action === 'cancel') {
      if (intent.status === 'succeeded') {
        return error(400, 'invalid_request_error', { code: 'payment_intent_unexpected_state' });
      }
      intent.status = 'canceled';
      intent.cancellation_reason = form.get('cancellation_reason');
    }
    return { status: 200, body: shown(intent) };
  }

  /** As Stripe does: the first answer to a key is the answer for ever, be it a fault of its own. */
  function idempotently(request: StripeRequest): Answer {
    if (request.key === null || request.method !== 'POST') return take(request);
    const written = `${request.path} ${request.form}`;
    const known = remembered.get(request.key);
    if (known !== undefined) {
      return known.request === written ? known.answer : error(400, 'idempotency_error', {});
    }
    const fault = faults[0];
    const taken = fault === 'broken' ? null : take(request);
    const answer = taken === null || fault === 'broken_after' ? error(500, 'api_error', {}) : taken;
    remembered.set(request.key, { request: written, answer });
    return answer;
  }

  const server = createServer(async (incoming, outgoing) => {
    const request = await readRequest(incoming);
    requests.push(request);
    const [fault] = faults;
    const refusal =
      fault === 'rate_limited'
        ? error(429, 'invalid_request_error', { code: 'rate_limit' })
        : fault === 'key_in_use'
          ? error(409, 'idempotency_error', { code: 'idempotency_key_in_use' })
          : null;
    const answer = refusal ?? idempotently(request);
    faults.shift();
    if (fault === 'hangs_after') return;
    outgoing.writeHead(answer.status, { 'content-type': 'application/json', 'request-id': 'req_1' });
    outgoing.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');

  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    intents,
    refunds,
    failNext: (fault) => faults.push(fault),
    lag() {
      is_lagging = true;
    },
    catchUp() {
      is_lagging = false;
      for (const intent of intents) intent.is_searchable = true;
    },
    refundNext: (status) => refund_statuses.push(status),
    refundByHand(payment_intent, amount) {
      const id = `re_${randomUUID()}`;
      refunds.push({ id, payment_intent, amount, status: 'succeeded', failure_reason: null });
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function shown({ is_searchable: _is_searchable, ...intent }: Intent): object {
  return { object: 'payment_intent', ...intent };
}

function metadataIn(form: URLSearchParams): Record<string, string> {
  const entries = [...form].flatMap(([name, value]) => {
    const [, key] = /^metadata\[(\w+)\]$/.exec(name) ?? [];
    return key === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(entries);
}

async function readRequest(incoming: IncomingMessage): Promise<StripeRequest> {
  let body = '';
  for await (const chunk of incoming.setEncoding('utf8')) body += chunk;
  const key = incoming.headers['idempotency-key'];
  return {
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    key: typeof key === 'string' ? key : null,
    authorization: incoming.headers.authorization ?? '',
    form: new URLSearchParams(body),
  };
}
