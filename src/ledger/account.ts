import { decodeEvent, type ShowEvent } from '../../actors/index.ts';
import type { ShowDefinition } from '../../actors/show/definition.ts';
import type { PaymentStatus } from '../../actors/show/replies.ts';
import type { StoredStep } from '../../persistence/index.ts';

/** What the events of one show say of money. Amounts are in minor units, times Unix milliseconds. */
export interface ShowAccount {
  /** Null where the show was never opened. */
  definition: ShowDefinition | null;
  readonly payments: Map<string, Payment>;
  /** Oldest first. */
  readonly movements: Movement[];
}

export interface Payment {
  readonly payment_id: string;
  readonly booking_id: string;
  readonly amount: number;
  readonly started_at: number;
  status: PaymentStatus;
  /** When it came to this status. */
  since: number;
  /** What has gone wrong in this status so far. */
  trouble: Trouble | null;
}

/** A charge whose outcome could not be learnt, or (with the reason) one that was declined or a refund that failed. */
export interface Trouble {
  readonly at: number;
  readonly reason: string | null;
}

/** Money that came from a customer, or went back. */
export interface Movement {
  readonly type: 'captured' | 'refunded';
  readonly at: number;
  readonly amount: number;
}

/** Adds up a show's whole history. */
export function accountOf(history: readonly StoredStep[]): ShowAccount {
  const account: ShowAccount = { definition: null, payments: new Map(), movements: [] };
  /** The payments that booked something, by booking. */
  const booked = new Map<string, Payment>();
  for (const { events } of history) for (const bytes of events) takeIn(account, booked, decodeEvent(bytes));
  return account;
}

function takeIn(account: ShowAccount, booked: Map<string, Payment>, event: ShowEvent): void {
  const { payments, movements } = account;
  const { at } = event;
  switch (event.type) {
    case 'show_opened':
      account.definition = event.definition;
      break;
    case 'payment_started': {
      const { payment_id, booking_id, amount } = event;
      const begun = { payment_id, booking_id, amount, started_at: at, since: at };
      payments.set(payment_id, { ...begun, status: 'in_flight', trouble: null });
      break;
    }
    case 'payment_unknown':
      paymentOf(account, event.payment_id).trouble = { at, reason: null };
      break;
    case 'payment_declined': {
      const payment = paymentOf(account, event.payment_id);
      comeTo(payment, 'declined', at);
      payment.trouble = { at, reason: event.reason };
      break;
    }
    case 'payment_captured': {
      const payment = paymentOf(account, event.payment_id);
      comeTo(payment, 'captured', at);
      booked.set(payment.booking_id, payment);
      movements.push({ type: 'captured', at, amount: payment.amount });
      break;
    }
    case 'payment_captured_late': {
      const payment = paymentOf(account, event.payment_id);
      comeTo(payment, 'refunding', at);
      movements.push({ type: 'captured', at, amount: payment.amount });
      break;
    }
    case 'booking_cancelled': {
      const payment = booked.get(event.booking_id);
      if (payment !== undefined) comeTo(payment, 'refunding', at);
      break;
    }
    case 'show_cancelled':
      for (const payment of booked.values()) {
        if (payment.status === 'captured') comeTo(payment, 'refunding', at);
      }
      break;
    case 'refund_failed':
      paymentOf(account, event.payment_id).trouble = { at, reason: event.reason };
      break;
    case 'payment_refunded': {
      const payment = paymentOf(account, event.payment_id);
      comeTo(payment, 'refunded', at);
      movements.push({ type: 'refunded', at, amount: payment.amount });
      break;
    }
    default:
    // All else moves seats and people, and no money.
  }
}

function comeTo(payment: Payment, status: PaymentStatus, at: number): void {
  payment.status = status;
  payment.since = at;
  payment.trouble = null;
}

function paymentOf({ payments }: ShowAccount, payment_id: string): Payment {
  const payment = payments.get(payment_id);
  if (payment === undefined) throw new Error(`the payment ${payment_id} was never started: audit the log`);
  return payment;
}
