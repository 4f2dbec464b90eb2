import { useState } from 'preact/hooks';
import type { Booking } from '../../shared/contract.ts';
import { mayHelpToRepeat } from '../../shared/refusal-words.ts';
import { texts } from '../../shared/texts.ts';
import { Failure } from '../frame/failure.tsx';
import { loadTickets, saveTickets, type TicketWithCode } from './tickets.ts';

/** The tickets of a booking: their codes when they are wanted, to show at the door, to print, or to keep as a file. */
export function TicketList({ booking }: { readonly booking: Booking }) {
  const [tickets, setTickets] = useState<readonly TicketWithCode[]>([]);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<{ error: unknown; repeat: () => void } | null>(null);

  /** One thing at a time; where it fails, "Try again" does the same. */
  async function doing(what: () => Promise<void>): Promise<void> {
    if (isBusy) return;
    setIsBusy(true);
    setFailure(null);
    try {
      await what();
    } catch (error) {
      setFailure({ error, repeat: () => void doing(what) });
    } finally {
      setIsBusy(false);
    }
  }

  const show = async (): Promise<void> => setTickets(await loadTickets(booking));
  const areShown = tickets.length > 0;
  return (
    <div class="tickets-part">
      <div class="tickets" role="status">
        {tickets.map((ticket) => (
          <figure key={ticket.ticket_id}>
            <img src={ticket.code} alt={texts.tickets.code(texts.booking.seat(ticket.row, ticket.number))} />
            <figcaption>
              <strong>{texts.booking.seat(ticket.row, ticket.number)}</strong>
              <span>{ticket.ticket_id}</span>
            </figcaption>
          </figure>
        ))}
        {isBusy ? texts.loading : null}
      </div>
      {failure === null ? null : (
        <Failure error={failure.error} repeat={mayHelpToRepeat(failure.error) ? failure.repeat : null} />
      )}
      <div class="actions">
        {areShown ? (
          <button type="button" onClick={() => print()}>
            {texts.tickets.print}
          </button>
        ) : (
          <button type="button" class="primary" onClick={() => void doing(show)}>
            {texts.tickets.show}
          </button>
        )}
        <button type="button" onClick={() => void doing(() => saveTickets(booking))}>
          {texts.tickets.save}
        </button>
      </div>
    </div>
  );
}
