import { decodeTime } from 'ulid';
import type { PaymentTask } from '../../actors/engine/contract.ts';
import type { ConcludePayment, ConcludeRefund } from '../../actors/show/commands.ts';
import type { ChargeOutcome, PaymentProvider } from './provider.ts';

/** What a show is told of a payment. */
export type Conclusion = ConcludePayment | ConcludeRefund;

export interface Question {
  readonly provider: PaymentProvider;
  readonly task: PaymentTask;
  /** Whether this process has asked for the same before. */
  readonly is_repeated: boolean;
  /** Unix milliseconds. */
  readonly now: number;
}

/** Asks the provider once; null where the show has nothing to hear of it yet. Rejects with what the provider rejects with. */
export async function askProvider(question: Question, signal: AbortSignal): Promise<Conclusion | null> {
  const { payment_id, amount } = question.task;
  if (amount === 0) return concludeFree(question.task);
  if (question.task.type === 'charge') {
    const outcome = await askForCharge(question, signal);
    return { type: 'conclude_payment', payment_id, outcome };
  }
  const outcome = await question.provider.refund(question.task, signal);
  return outcome.type === 'pending' ? null : { type: 'conclude_refund', payment_id, outcome };
}

/**
 * The first request of a payment charges. Later ones look it up, since a provider may repeat its first answer to the
 * same key for ever, be that a fault of its own; only what it does not know is charged again, and that only as long
 * as the key still protects from a second payment.
 */
async function askForCharge(
  { provider, task, is_repeated, now }: Question,
  signal: AbortSignal,
): Promise<ChargeOutcome> {
  const { alive_ms, findable_ms } = provider.key_memory;
  const age_ms = now - decodeTime(task.payment_id);
  const is_key_alive = age_ms < alive_ms;
  if (is_key_alive && !is_repeated) return provider.charge(task, signal);
  const found = await provider.lookUp(task, signal);
  if (found.type !== 'not_found') return found;
  if (is_key_alive) return provider.charge(task, signal);
  return age_ms < findable_ms ? { type: 'unknown' } : { type: 'declined', reason: 'never_made' };
}

/** Where seats cost nothing there is no money to move, and providers refuse to move none. */
function concludeFree({ type, payment_id }: PaymentTask): Conclusion {
  return type === 'charge'
    ? { type: 'conclude_payment', payment_id, outcome: { type: 'captured' } }
    : { type: 'conclude_refund', payment_id, outcome: { type: 'refunded' } };
}

/** What the show is told where the provider could not be asked. */
export function notKnown({ type, payment_id }: PaymentTask): Conclusion {
  return type === 'charge'
    ? { type: 'conclude_payment', payment_id, outcome: { type: 'unknown' } }
    : { type: 'conclude_refund', payment_id, outcome: { type: 'failed', reason: 'provider_error' } };
}
