import { createHmac, timingSafeEqual } from 'node:crypto';
import { WEBHOOK_TOLERANCE_S, WebhookRefusedError } from '../webhooks.ts';

export const SIGNATURE_HEADER = 'sandbox-signature';

const SIGNATURE = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/;

/** Signs the time with the body, so that neither can be changed; `now` in Unix milliseconds. */
export function sign(body: Buffer, secret: string, now: number): string {
  const seconds = String(Math.floor(now / 1_000));
  return `t=${seconds},v1=${digest(seconds, body, secret).toString('hex')}`;
}

/** Throws a `WebhookRefusedError` where the signature is not ours, or not of now. */
export function checkSignature(body: Buffer, signature: string, secret: string, now: number): void {
  const [, seconds = '', signed = ''] = SIGNATURE.exec(signature) ?? [];
  // The signature comes first: what is not signed says nothing of its age either.
  if (signed === '' || !timingSafeEqual(Buffer.from(signed, 'hex'), digest(seconds, body, secret))) {
    throw new WebhookRefusedError('the signature is missing or wrong');
  }
  if (Math.abs(now / 1_000 - Number(seconds)) > WEBHOOK_TOLERANCE_S) {
    throw new WebhookRefusedError('the news was signed too long ago');
  }
}

function digest(seconds: string, body: Buffer, secret: string): Buffer {
  return createHmac('sha256', secret).update(`${seconds}.`).update(body).digest();
}
