import type { Booking, Tickets } from '../../shared/contract.ts';
import { texts } from '../../shared/texts/en.ts';
import * as api from '../api.ts';
import { button, element } from '../dom.ts';
import { failure } from './failure.ts';

export interface TicketList {
  readonly element: HTMLElement;
}

/** The tickets of a booking once it is booked: their codes when they are wanted, and all of them as a file. */
export function ticketList(booking: Booking): TicketList {
  const place = element('div', { class: 'tickets', role: 'status' });
  const show = button(texts.tickets.show, () => doing(showCodes), 'primary');
  const save = button(texts.tickets.save, () => doing(savePdf));
  const { signal } = new AbortController();

  /** One thing at a time; where it fails, "Try again" does the same. */
  async function doing(what: () => Promise<void>): Promise<void> {
    for (const action of [show, save]) action.disabled = true;
    try {
      await what();
    } catch (error) {
      place.replaceChildren(failure(error, () => doing(what)));
    } finally {
      for (const action of [show, save]) action.disabled = false;
    }
  }

  async function showCodes(): Promise<void> {
    const { tickets } = await api.tickets(booking, signal);
    place.replaceChildren(...(await Promise.all(tickets.map(ticketFigure))));
    show.hidden = true;
  }

  async function ticketFigure(ticket: Tickets['tickets'][number]): Promise<HTMLElement> {
    const svg = await (await api.ticketFile(ticket.svg, signal)).text();
    const seat = texts.booking.seat(ticket.row, ticket.number);
    return element(
      'figure',
      {},
      element('img', { src: `data:image/svg+xml,${encodeURIComponent(svg)}`, alt: texts.tickets.code(seat) }),
      element('figcaption', {}, element('strong', {}, seat), element('span', {}, ticket.ticket_id)),
    );
  }

  async function savePdf(): Promise<void> {
    const { pdf } = await api.tickets(booking, signal);
    const url = URL.createObjectURL(await api.ticketFile(pdf, signal));
    element('a', { href: url, download: `tickets-${booking.booking_id}.pdf` }).click();
    URL.revokeObjectURL(url);
  }

  return { element: element('div', {}, element('div', { class: 'actions' }, show, save), place) };
}
