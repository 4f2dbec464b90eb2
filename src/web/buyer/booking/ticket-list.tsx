import { useState } from 'preact/hooks';
import type { Booking } from '../../shared/contract.ts';
import { mayHelpToRepeat } from '../../shared/refusal-words.ts';
import { texts } from '../../shared/texts.ts';
import { Failure } from '../frame/failure.tsx';
import { loadTickets, saveTickets, type TicketWithCode } from './tickets.ts';

/** The tickets of a booking: their codes when they are wanted, to show at the door, to print, or to keep as a file. */
export function TicketList({ booking }: { readonly booking: Booking }) {
  const [areWanted, setAreWanted] = useState(false);
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

  /** The codes' places are laid out at once: nothing moves under a finger when they come. */
  const show = async (): Promise<void> => {
    setAreWanted(true);
    try {
      setTickets(await loadTickets(booking));
    } catch (error) {
      setAreWanted(false);
      throw error;
    }
  };
  const printCodes = async (): Promise<void> => print();
  return (
    <div class="tickets-part" aria-busy={isBusy}>
      <div class="tickets">
        {(areWanted ? booking.seats : []).map((seat) => (
          <TicketFigure
            key={seat.seat_id}
            seat={texts.booking.seat(seat.row, seat.number)}
            ticket={tickets.find(({ row, number }) => row === seat.row && number === seat.number) ?? null}
          />
        ))}
      </div>
      <p class="unseen" role="status">
        {isBusy ? texts.loading : null}
      </p>
      {failure === null ? null : (
        <Failure error={failure.error} repeat={mayHelpToRepeat(failure.error) ? failure.repeat : null} />
      )}
      <div class="actions">
        <button
          type="button"
          class={areWanted ? '' : 'primary'}
          onClick={() => void doing(areWanted ? printCodes : show)}
        >
          {areWanted ? texts.tickets.print : texts.tickets.show}
        </button>
        <button type="button" onClick={() => void doing(() => saveTickets(booking))}>
          {texts.tickets.save}
        </button>
      </div>
    </div>
  );
}

/** The code of a seat above what the seat is called; an empty square until there is one. */
function TicketFigure({ seat, ticket }: { readonly seat: string; readonly ticket: TicketWithCode | null }) {
  return (
    <figure>
      {ticket === null ? (
        <div class="code" />
      ) : (
        <img class="code" src={ticket.code} alt={texts.tickets.code(seat)} />
      )}
      <figcaption>
        <strong>{seat}</strong>
        <span>{ticket?.ticket_id ?? '\u00a0'}</span>
      </figcaption>
    </figure>
  );
}
