import Stripe from 'stripe';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { ULID_PATTERN } from '../../ids.ts';
import { WEBHOOK_TOLERANCE_S, type WebhookReader, WebhookRefusedError } from '../webhooks.ts';

const Id = Type.String({ pattern: ULID_PATTERN });

/** An event about something that we made: a PaymentIntent, its charge or a refund of it, each with our metadata. */
const OurEvent = Compile(
  Type.Object({
    type: Type.String(),
    data: Type.Object({
      object: Type.Object({ metadata: Type.Object({ show_id: Id, payment_id: Id }) }),
    }),
  }),
);

/**
 * Tells whoever is just asking for the payment nothing new, and arrives while the bank is still asked: taken for news, it
 * would have them give up a request that goes well.
 */
const MADE = 'payment_intent.created';

/** Reads what Stripe sends; the secret is the endpoint's, `whsec_…`. */
export function stripeWebhooks(secret: string): WebhookReader {
  return {
    signature_header: 'stripe-signature',
    read(body, signature) {
      const event: unknown = verified(body, signature, secret);
      if (!OurEvent.Check(event) || event.type === MADE) return null;
      const { show_id, payment_id } = event.data.object.metadata;
      return { show_id, payment_id };
    },
  };
}

function verified(body: Buffer, signature: string, secret: string): unknown {
  try {
    return Stripe.webhooks.constructEvent(body, signature, secret, WEBHOOK_TOLERANCE_S);
  } catch (cause) {
    throw new WebhookRefusedError("it is not Stripe's, or too old", { cause });
  }
}
