import { useRef, useState } from 'preact/hooks';
import type { Show } from '../../shared/contract.ts';
import { Refusal } from '../refusal.tsx';
import { cancelShow } from '../service/api.ts';
import type { SeatCounts } from '../service/contract.ts';
import { words } from '../texts.ts';

interface CancelShowProps {
  readonly show: Show;
  readonly seats: SeatCounts;
  /** In its queue; null where that is not known, for so many other shows are busier. */
  readonly waiting: number | null;
  readonly is_cancelled: boolean;
  readonly onDone: () => void;
}

const say = words.cancelling;

/** Cancels the show for good: only who types its title can. */
export function CancelShow({ show, seats, waiting, is_cancelled, onDone }: CancelShowProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState('');
  const [state, setState] = useState<'open' | 'busy' | 'done'>('open');
  const [failure, setFailure] = useState<unknown>(null);
  const { title } = show.movie;
  const is_confirmed = typed.trim().toLowerCase() === title.toLowerCase();

  function ask(): void {
    setTyped('');
    setFailure(null);
    dialog.current?.showModal();
  }

  async function cancel(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!is_confirmed || state === 'busy') return;
    setState('busy');
    setFailure(null);
    try {
      await cancelShow(show.show_id, new AbortController().signal);
      setState('done');
      dialog.current?.close();
      onDone();
    } catch (error) {
      setState('open');
      setFailure(error);
    }
  }

  if (is_cancelled || state === 'done') {
    return (
      <p class="card alarm" role="status">
        {say.cancelled}
      </p>
    );
  }
  return (
    <section class="card" aria-labelledby="cancelling">
      <h2 id="cancelling">{say.title}</h2>
      <p class="quiet">{say.hint}</p>
      <div class="actions">
        <button type="button" class="danger" onClick={ask}>
          {say.open}
        </button>
      </div>
      <dialog ref={dialog} aria-labelledby="cancel-question">
        <form onSubmit={cancel} aria-busy={state === 'busy'}>
          <h2 id="cancel-question">{say.question}</h2>
          <p>{say.consequence(seats.booked, seats.reserved, waiting)}</p>
          <label class="field">
            {say.type(title)}
            <input
              value={typed}
              autocomplete="off"
              spellcheck={false}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          </label>
          <Refusal error={failure} />
          <div class="actions">
            <button type="submit" class="primary" disabled={!is_confirmed || state === 'busy'}>
              {say.confirm}
            </button>
            <button type="button" onClick={() => dialog.current?.close()}>
              {say.keep}
            </button>
          </div>
        </form>
      </dialog>
    </section>
  );
}
