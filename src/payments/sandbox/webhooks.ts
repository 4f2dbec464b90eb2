import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { ULID_PATTERN } from '../../ids.ts';
import { type WebhookReader, WebhookRefusedError } from '../webhooks.ts';
import { checkSignature, SIGNATURE_HEADER } from './signature.ts';

const Id = Type.String({ pattern: ULID_PATTERN });

/** Of what the sandbox sends, the part that says which payment it is about. */
const OurNews = Compile(
  Type.Object({
    data: Type.Object({
      payment: Type.Object({ metadata: Type.Object({ show_id: Id, payment_id: Id }) }),
    }),
  }),
);

/** Reads what the sandbox sends; `clock` in Unix milliseconds. */
export function sandboxWebhooks(secret: string, clock: () => number): WebhookReader {
  return {
    signature_header: SIGNATURE_HEADER,
    read(body, signature) {
      checkSignature(body, signature, secret, clock());
      const news = parsed(body);
      if (!OurNews.Check(news)) return null;
      const { show_id, payment_id } = news.data.payment.metadata;
      return { show_id, payment_id };
    },
  };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch (cause) {
    throw new WebhookRefusedError('it is no JSON', { cause });
  }
}
