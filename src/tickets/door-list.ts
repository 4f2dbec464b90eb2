import { csvLine } from '../csv.ts';
import { left, textTable } from '../text-table.ts';
import { groupedId, ticketId } from './ticket.ts';

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

/** The same to read: the ids in groups, as they stand on printed tickets. */
export function doorListText(show_id: string, tickets: readonly ListedTicket[]): string {
  const inside = tickets.filter(({ admitted_at }) => admitted_at !== null).length;
  const rows = tickets.map(({ booking_id, seat_id, admitted_at }) => [
    seat_id,
    groupedId(ticketId({ show_id, booking_id, seat_id })),
    admitted_at ?? '',
  ]);
  const title = `Show ${show_id}, tickets: ${tickets.length}, of which came in: ${inside}`;
  const table = textTable([left('seat'), left('ticket'), left('came in')], rows);
  return [title, '', ...(rows.length === 0 ? [] : table)].join('\n').trimEnd();
}
