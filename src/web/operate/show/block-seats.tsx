import { useState } from 'preact/hooks';
import { Refusal } from '../refusal.tsx';
import { blockSeats } from '../service/api.ts';
import { words } from '../texts.ts';
import type { Mark } from './hall-plan.tsx';

interface BlockSeatsProps {
  readonly show_id: string;
  readonly marks: ReadonlyMap<string, Mark>;
  /** Those that are blocked now. */
  readonly blocked: readonly string[];
  readonly onDone: () => void;
  readonly onDiscard: () => void;
}

const say = words.blocking;

/** Keeps the marked seats from being sold, and puts marked blocked ones on sale, all at once. */
export function BlockSeats({ show_id, marks, blocked, onDone, onDiscard }: BlockSeatsProps) {
  const [is_busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState('');
  const [failure, setFailure] = useState<unknown>(null);
  const marked = (mark: Mark) => [...marks].filter(([, each]) => each === mark).map(([seat_id]) => seat_id);

  async function save(): Promise<void> {
    setBusy(true);
    setFailure(null);
    setOutcome('');
    try {
      const kept = blocked.filter((seat_id) => marks.get(seat_id) !== 'to_free');
      await blockSeats(show_id, [...kept, ...marked('to_block')], new AbortController().signal);
      setOutcome(say.done);
      onDone();
    } catch (error) {
      setFailure(error);
    }
    setBusy(false);
  }

  const has_marks = marks.size > 0;
  return (
    <section class="card" aria-labelledby="blocking" aria-busy={is_busy}>
      <h2 id="blocking">{say.title}</h2>
      <p class="quiet">{say.hint}</p>
      <p role="status">
        {has_marks ? say.marked(marked('to_block').length, marked('to_free').length) : outcome || say.nothing}
      </p>
      <Refusal error={failure} />
      <div class="actions">
        <button type="button" class="primary" disabled={!has_marks || is_busy} onClick={() => void save()}>
          {say.save}
        </button>
        <button type="button" disabled={!has_marks || is_busy} onClick={onDiscard}>
          {say.discard}
        </button>
      </div>
    </section>
  );
}
