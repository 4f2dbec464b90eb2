import { setTimeout as sleep } from 'node:timers/promises';
import { decodeTime } from 'ulid';
import type { Charge, ChargeOutcome, PaymentProvider } from './provider.ts';

/** `tok_slow`: how long the sandbox takes to answer. */
const SLOW_MS = 3_000;

/** `tok_unknown`: how long after the payment was begun the sandbox cannot say how it went. */
const UNKNOWN_FOR_MS = 1_500;

export interface SandboxOptions {
  /**
   * `tok_late` is captured only this long after the payment was begun, until when the sandbox cannot say. To be
   * longer than a reservation can be held for a payment, so that this one comes too late and is refunded.
   */
  readonly late_ms: number;
  /** Unix milliseconds, of the same clock that the payments' ids are drawn by. */
  readonly clock: () => number;
}

/**
 * The built-in provider that moves no money. What it answers depends on nothing but the token, the time at which the
 * payment was begun (its id tells) and the time now: so it needs no memory, and after a restart it answers the same.
 */
export function openSandbox(options: SandboxOptions): PaymentProvider {
  const capturedAfter = (charge: Charge, delay: number): ChargeOutcome =>
    options.clock() - decodeTime(charge.payment_id) >= delay ? { type: 'captured' } : { type: 'unknown' };

  return {
    charge: async (charge, signal) => {
      switch (charge.payment_token) {
        case 'tok_ok':
          return { type: 'captured' };
        case 'tok_declined':
          return { type: 'declined', reason: 'card_declined' };
        case 'tok_insufficient_funds':
          return { type: 'declined', reason: 'insufficient_funds' };
        case 'tok_slow':
          await sleep(SLOW_MS, undefined, { signal });
          return { type: 'captured' };
        case 'tok_unknown':
          return capturedAfter(charge, UNKNOWN_FOR_MS);
        case 'tok_late':
          return capturedAfter(charge, options.late_ms);
        default:
          return { type: 'declined', reason: 'unknown_token' };
      }
    },
    refund: async () => ({ type: 'refunded' }),
  };
}
