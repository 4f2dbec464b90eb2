import Type from 'typebox';
import { BookingId, IdempotencyKey, SessionId, ShowId, ulidField, WaitingId } from '../../protocol/fields.ts';

/** What paths, queries and headers of several routes have in common. */

/** The longest that a long poll is held open. */
const LONGEST_WAIT_S = 60;

export const ShowPath = Type.Object({ show_id: ShowId });
export const BookingPath = Type.Object({ show_id: ShowId, booking_id: BookingId });
export const WaitingPath = Type.Object({ show_id: ShowId, waiting_id: WaitingId });
export const CityId = ulidField('A city, as GET /v1/cities names it.');

export const NoQuery = Type.Object({}, { additionalProperties: false });

export const LongPollQuery = Type.Object(
  {
    wait_s: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: LONGEST_WAIT_S,
        description: 'How many seconds to wait for news, 0 if not given.',
      }),
    ),
    after: Type.Optional(
      Type.Integer({
        minimum: 0,
        description: 'The newest version that is known; without it the answer comes at once.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const KeyHeader = Type.Object({ 'idempotency-key': Type.Optional(IdempotencyKey) });
export const SessionHeader = Type.Object({ 'x-session-id': SessionId });
export const SessionAndKeyHeaders = Type.Object({
  'x-session-id': SessionId,
  'idempotency-key': Type.Optional(IdempotencyKey),
});
