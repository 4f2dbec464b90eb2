import Type from 'typebox';
import { Money, Nonce, nullable, oneOf, ShowId, Timestamp, ulidField } from '../../protocol/fields.ts';

/** Tickets, and what a door asks and is told. */

const CLOSED = { additionalProperties: false } as const;

const TicketId = Type.String({
  description: 'What is printed on the ticket: 16 characters, from which no ticket can be made.',
});

const TicketShow = Type.Object({
  title: Type.String(),
  start_time: Timestamp,
  cinema: Type.String(),
  address: nullable(Type.String()),
  hall: Type.String(),
});

const IssuedTicket = Type.Object({
  ticket_id: TicketId,
  token: Type.String({
    description: 'The ticket itself, as its QR code has it: whoever shows it at the door first is let in.',
  }),
  seat_id: Type.String(),
  row: Type.String(),
  number: Type.Integer(),
  type: Type.String(),
  price: Money,
  svg: Type.String({ description: 'Where its QR code is, to be asked for with the session’s header.' }),
  png: Type.String(),
});

export const TicketsBody = Type.Object(
  {
    show_id: ulidField('The show.'),
    booking_id: ulidField('The booking.'),
    show: nullable(TicketShow),
    pdf: Type.String({ description: 'Where all of them are, to print or keep.' }),
    tickets: Type.Array(IssuedTicket),
  },
  { description: 'A ticket for each seat. `show` is null where the programme has forgotten it.' },
);

export const CheckInRequest = Type.Object(
  {
    token: Type.String({ maxLength: 1_000, description: 'As it was scanned.' }),
    nonce: Nonce,
    show_id: Type.Optional(ShowId),
    admitted_at: Type.Optional(Timestamp),
  },
  {
    ...CLOSED,
    description:
      '`show_id`: the only show that this door admits to. `admitted_at`: where the door let somebody in without a network, when it did.',
  },
);

const RESULTS = ['admitted', 'already_admitted', 'too_early', 'cancelled', 'wrong_show', 'invalid'] as const;

export const CheckInBody = Type.Object(
  {
    result: oneOf(RESULTS),
    admitted_at: nullable(Type.String({ format: 'date-time', description: 'When it was let in first.' })),
    admits_from: nullable(
      Type.String({ format: 'date-time', description: 'Where it is too early: when it is not any more.' }),
    ),
    ticket: nullable(
      Type.Object(
        {
          ticket_id: TicketId,
          show_id: ulidField('The show that it is for.'),
          booking_id: ulidField('Its booking.'),
          seat_id: Type.String(),
        },
        { description: 'Null where the token is none of ours.' },
      ),
    ),
  },
  { description: 'Let the person in where `result` is `admitted`, and only then.' },
);

export const DoorListBody = Type.Object(
  {
    show_id: ulidField('The show.'),
    show: nullable(TicketShow),
    keys: Type.Array(
      Type.Object({
        key_id: Type.String({ description: 'Bytes 1 to 4 of a token, in hexadecimal.' }),
        public_key: Type.String({ description: 'Ed25519, 32 bytes in base64url.' }),
      }),
      { description: 'What a door checks the signatures of tokens with.' },
    ),
    tickets: Type.Array(
      Type.Object({
        ticket_id: TicketId,
        seat_id: Type.String(),
        admitted_at: nullable(Type.String({ format: 'date-time' })),
      }),
      { description: 'Every ticket that is good, in the order of the hall.' },
    ),
  },
  { description: 'What a door without a network needs.' },
);
