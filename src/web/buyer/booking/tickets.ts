import type { Booking, Tickets } from '../../shared/contract.ts';
import * as api from '../service/api.ts';

export type TicketWithCode = Tickets['tickets'][number] & {
  /** The address of a picture: it holds the picture itself, as only this session may ask the service for it. */
  readonly code: string;
};

/** Rejects as `send` does. */
export async function loadTickets(booking: Booking): Promise<readonly TicketWithCode[]> {
  const { signal } = new AbortController();
  const { tickets } = await api.tickets(booking, signal);
  return Promise.all(
    tickets.map(async (ticket) => {
      const svg = await (await api.ticketFile(ticket.svg, signal)).text();
      return { ...ticket, code: `data:image/svg+xml,${encodeURIComponent(svg)}` };
    }),
  );
}

/** Puts all tickets of a booking among the device's downloads, as one file. Rejects as `send` does. */
export async function saveTickets(booking: Booking): Promise<void> {
  const { signal } = new AbortController();
  const { pdf } = await api.tickets(booking, signal);
  const url = URL.createObjectURL(await api.ticketFile(pdf, signal));
  const link = document.createElement('a');
  link.href = url;
  link.download = `tickets-${booking.booking_id}.pdf`;
  link.click();
  URL.revokeObjectURL(url);
}
