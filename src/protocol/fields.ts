import Type, { type Static, type TSchema } from 'typebox';
import { SEATS_PER_REQUEST } from '../../actors/limits.ts';
import { ULID_PATTERN } from '../ids.ts';

/** The fields that requests and answers share, each with its bounds. */

/** The longest that a long poll is held open. */
const LONGEST_WAIT_S = 60;

export function ulidField(description: string) {
  return Type.String({ pattern: ULID_PATTERN, description });
}

export const ShowId = ulidField('A show, as the listings name it.');
export const BookingId = ulidField('A booking of this session.');
export const WaitingId = ulidField('A place in the queue of this session.');
export const PaymentId = ulidField('A payment of this show.');
export const MovieId = ulidField('A movie, as the listings name it.');

export const SessionId = Type.String({
  pattern: '^[A-Za-z0-9_-]{16,64}$',
  description:
    'Who asks: a secret of 16 to 64 characters (A-Z a-z 0-9 _ -) that the client draws at random, a ULID for example. Whoever knows it is the session.',
});

export const IdempotencyKey = Type.String({
  pattern: '^[\\x21-\\x7E]{1,64}$',
  description:
    'Drawn by the client for each thing it wants done once, 1 to 64 visible ASCII characters. Repeating a request with its key repeats the answer of what succeeded and does nothing twice.',
});

export const SeatCount = Type.Integer({
  minimum: 1,
  maximum: SEATS_PER_REQUEST,
  description: 'How many seats; the best free ones together are chosen.',
});

export const SeatId = Type.String({ minLength: 1, maxLength: 32, description: 'Row and number, e.g. A-12.' });

export const SeatIds = Type.Array(SeatId, { minItems: 1, maxItems: SEATS_PER_REQUEST });

export const Nonce = Type.String({
  pattern: '^[\\x21-\\x7E]{1,64}$',
  description:
    'Drawn by the door for each ticket that it scans, 1 to 64 visible ASCII characters: repeated with it, the answer is the same.',
});

/** The operator's list may name a whole hall, or nothing. */
export const BlockedSeatIds = Type.Array(SeatId, { maxItems: 1_000 });

export const SeatTypeName = Type.String({
  minLength: 1,
  maxLength: 32,
  description: 'The type of the seats, e.g. premium; without it any type will do.',
});

export const PaymentToken = Type.String({
  pattern: '^[\\x21-\\x7E]{1,200}$',
  description: 'What the payment service made of the card. In the sandbox: tok_ok, tok_declined, …',
});

export const WaitSeconds = Type.Integer({
  minimum: 0,
  maximum: LONGEST_WAIT_S,
  description: 'How many seconds to wait for news, 0 if not given.',
});

export const KnownVersion = Type.Integer({
  minimum: 0,
  description: 'The newest version that is known; without it the answer comes at once.',
});

/** The log is read for as many, and what they say has to fit in one message. */
export const TIMELINE_MOMENTS_MOST = 240;

export const TimelineMoments = Type.Integer({
  minimum: 2,
  maximum: TIMELINE_MOMENTS_MOST,
  description: 'How many moments at most, as many as possible if not given.',
});

export const OVERVIEW_SHOWS_MOST = 100;

export const OverviewShows = Type.Integer({
  minimum: 1,
  maximum: OVERVIEW_SHOWS_MOST,
  description: 'How many shows at most, 20 if not given.',
});

export const Version = Type.Integer({ minimum: 0, description: 'Grows with each change.' });

/** Leap seconds, which RFC 3339 allows, are no time that a computer's clock knows: they would be read as `NaN`. */
export const Timestamp = Type.String({
  format: 'date-time',
  pattern: '^(?!.*:60)',
  description: 'RFC 3339 with offset, without leap seconds.',
});

export const Money = Type.Object(
  {
    amount: Type.Integer({ description: 'Minor units, e.g. cents.' }),
    currency: Type.String({ description: 'ISO 4217.' }),
  },
  { additionalProperties: false },
);

/** The schema, or null. Said by `type` rather than by a union, which the serialiser would have to try out. */
export function nullable<Schema extends TSchema & { type: string }>(schema: Schema) {
  return Type.Unsafe<Static<Schema> | null>({ ...schema, type: [schema.type, 'null'] });
}

/** One of these words. */
export function oneOf<const Words extends readonly string[]>(words: Words) {
  return Type.Unsafe<Words[number]>({ type: 'string', enum: words });
}
