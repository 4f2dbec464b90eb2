import { DateTime } from 'luxon';
import type { Static } from 'typebox';
import type { Show } from '../../catalogue/catalogue.ts';
import { rfc3339 } from '../../catalogue/time.ts';
import { formatMoney } from '../../money.ts';
import type { Booking, DoorTicket } from '../../protocol/answers.ts';
import { rawPublicKey, type TicketKeys } from '../../tickets/keys.ts';
import type { PrintedShow, PrintedTicket } from '../../tickets/print/document.ts';
import { ticketId } from '../../tickets/ticket.ts';
import { issueToken } from '../../tickets/token.ts';
import type { DoorListBody, TicketsBody } from './schemas.ts';

/** Bookings as tickets. `show` is the catalogue's, null where it knows it no longer. */

type TicketsView = Static<typeof TicketsBody>;
type TicketShowView = NonNullable<TicketsView['show']>;

export function ticketsView(keys: TicketKeys, booking: Booking, show: Show | null): TicketsView {
  const { show_id, booking_id, seats } = booking;
  const path = `/v1/shows/${show_id}/bookings/${booking_id}/tickets`;
  return {
    show_id,
    booking_id,
    show: show === null ? null : ticketShowView(show),
    pdf: `${path}.pdf`,
    tickets: seats.map((seat) => {
      const ticket = { show_id, booking_id, seat_id: seat.seat_id };
      const image = `${path}/${encodeURIComponent(seat.seat_id)}`;
      return {
        ticket_id: ticketId(ticket),
        token: issueToken(keys, ticket),
        ...seat,
        svg: `${image}.svg`,
        png: `${image}.png`,
      };
    }),
  };
}

export function printedTickets(keys: TicketKeys, booking: Booking, show: Show | null): PrintedTicket[] {
  const printed_show = show === null ? null : printedShow(show);
  return ticketsView(keys, booking, show).tickets.map((ticket) => ({
    show: printed_show,
    row: ticket.row,
    number: ticket.number,
    seat_type: ticket.type,
    price: formatMoney(ticket.price.amount, ticket.price.currency),
    booking_id: booking.booking_id,
    ticket_id: ticket.ticket_id,
    token: ticket.token,
  }));
}

export function doorListView(
  keys: TicketKeys,
  show_id: string,
  show: Show | null,
  tickets: readonly DoorTicket[],
): Static<typeof DoorListBody> {
  return {
    show_id,
    show: show === null ? null : ticketShowView(show),
    keys: Array.from(keys.checking, ([key_id, key]) => ({
      key_id,
      public_key: rawPublicKey(key).toString('base64url'),
    })),
    tickets: tickets.map(({ booking_id, seat_id, admitted_at }) => ({
      ticket_id: ticketId({ show_id, booking_id, seat_id }),
      seat_id,
      admitted_at,
    })),
  };
}

function ticketShowView({ movie, cinema, hall_name, starts_at }: Show): TicketShowView {
  return {
    title: movie.title,
    start_time: rfc3339(starts_at, cinema.time_zone),
    cinema: cinema.name,
    address: cinema.address,
    hall: hall_name,
  };
}

function printedShow({ movie, cinema, hall_name, starts_at }: Show): PrintedShow {
  const start = DateTime.fromMillis(starts_at, { zone: cinema.time_zone, locale: 'en-GB' });
  return {
    title: movie.title,
    starts: start.toFormat('cccc, d LLLL yyyy, HH:mm'),
    cinema: cinema.name,
    address: cinema.address,
    hall: hall_name,
  };
}
