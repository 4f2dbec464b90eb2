import { useState } from 'preact/hooks';
import type { Waiting } from '../../shared/contract.ts';
import { momentOfDay, ordinal } from '../../shared/format.ts';
import { texts } from '../../shared/texts.ts';
import { askForNotices, mayAskForNotices } from './turn-signal.ts';

interface PlaceInQueueProps {
  readonly waiting: Waiting;
  readonly onLeave: () => void;
}

/** How many are ahead, for how long one waits at most, and how one will hear of one's turn. */
export function PlaceInQueue({ waiting, onLeave }: PlaceInQueueProps) {
  const [mayAsk, setMayAsk] = useState(mayAskForNotices);
  const position = waiting.position ?? 1;
  return (
    <>
      <h2 tabIndex={-1}>{texts.waiting.title}</h2>
      <p class="position" role="status">
        {position === 1 ? texts.waiting.next : texts.waiting.position(ordinal(position))}
      </p>
      <p>{texts.waiting.ahead(position - 1, waiting.count)}</p>
      <p>{texts.waiting.atMost(momentOfDay(waiting.expires_at))}</p>
      <p class="quiet">{texts.waiting.hint}</p>
      <div class="actions">
        {mayAsk ? (
          <button type="button" onClick={() => void askForNotices().then(() => setMayAsk(false))}>
            {texts.waiting.allowNotices}
          </button>
        ) : null}
        <button type="button" onClick={onLeave}>
          {texts.waiting.leave}
        </button>
      </div>
    </>
  );
}
