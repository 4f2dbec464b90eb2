import { csvLine } from '../csv.ts';
import { ticketId } from './ticket.ts';

interface ListedTicket {
  readonly booking_id: string;
  readonly seat_id: string;
  /** RFC 3339; null while it was not admitted. */
  readonly admitted_at: string | null;
}

/** The tickets of a show for a door without a network: no line of it is enough to make a ticket. */
export function doorListCsv(show_id: string, tickets: readonly ListedTicket[]): string {
  const lines = tickets.map(({ booking_id, seat_id, admitted_at }) =>
    csvLine([seat_id, ticketId({ show_id, booking_id, seat_id }), admitted_at ?? '']),
  );
  return csvLine(['seat', 'ticket_id', 'admitted_at']) + lines.join('');
}
