import Type from 'typebox';
import {
  BookingId,
  IdempotencyKey,
  KnownVersion,
  SessionId,
  ShowId,
  ulidField,
  WaitingId,
  WaitSeconds,
} from '../../protocol/fields.ts';

/** What paths, queries and headers of several routes have in common. */

export const ShowPath = Type.Object({ show_id: ShowId });
export const BookingPath = Type.Object({ show_id: ShowId, booking_id: BookingId });
export const WaitingPath = Type.Object({ show_id: ShowId, waiting_id: WaitingId });
export const CityId = ulidField('A city, as GET /v1/cities names it.');

const LAST_PAGE = 100_000;
export const Page = Type.Optional(Type.Integer({ minimum: 1, maximum: LAST_PAGE, description: 'From 1.' }));
export const Words = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 100, description }));

export const NoQuery = Type.Object({}, { additionalProperties: false });

export const LongPollQuery = Type.Object(
  { wait_s: Type.Optional(WaitSeconds), after: Type.Optional(KnownVersion) },
  { additionalProperties: false },
);

export const KeyHeader = Type.Object({ 'idempotency-key': Type.Optional(IdempotencyKey) });
export const SessionHeader = Type.Object({ 'x-session-id': SessionId });
export const SessionAndKeyHeaders = Type.Object({
  'x-session-id': SessionId,
  'idempotency-key': Type.Optional(IdempotencyKey),
});
