/** The port to a payment provider's webhooks: how its news are told from anybody else's. */
export interface WebhookReader {
  /** The header, in small letters, that the provider signs in. */
  readonly signature_header: string;
  /**
   * Which payment of ours the news is about; null where it is about nothing that concerns us. Throws a
   * `WebhookRefusedError` where it is not the provider's, or too old to be believed.
   */
  read(body: Buffer, signature: string): PaymentNews | null;
}

/** There is news of a payment. What the news is, is asked of the provider. */
export interface PaymentNews {
  readonly show_id: string;
  readonly payment_id: string;
}

/** The signature is wrong, or the news too old: somebody may have kept it to send it again. */
export class WebhookRefusedError extends Error {
  override readonly name = 'WebhookRefusedError';
}

/** By how much the provider's clock and ours may differ, with the way in between. */
export const WEBHOOK_TOLERANCE_S = 300;
