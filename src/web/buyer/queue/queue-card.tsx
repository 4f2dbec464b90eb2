import { useRef } from 'preact/hooks';
import type { Waiting } from '../../shared/contract.ts';
import { texts } from '../../shared/texts.ts';
import { useHeadingFocus } from '../frame/use-heading-focus.ts';
import { JoinForm } from './join-form.tsx';
import { PlaceInQueue } from './place-in-queue.tsx';

interface QueueCardProps {
  readonly waiting: Waiting | null;
  /** With no place in the queue one is offered for this many seats; null where none is. */
  readonly offered: number | null;
  readonly onJoin: (count: number) => void;
  readonly onLeave: (waiting: Waiting) => void;
  readonly onDismiss: () => void;
}

/** The queue of a show: joining it, the place in it, and how the wait ended. */
export function QueueCard({ waiting, offered, onJoin, onLeave, onDismiss }: QueueCardProps) {
  const card = useRef<HTMLElement>(null);
  const ending = waiting === null || waiting.status === 'waiting' ? null : endingOf(waiting);
  const isWaiting = waiting?.status === 'waiting';
  useHeadingFocus(card, isWaiting ? 'waiting' : (ending?.title ?? null));

  const isEmpty = !isWaiting && ending === null && (waiting !== null || offered === null);
  if (isEmpty) return null;
  return (
    <section class="card waiting" ref={card} data-status={waiting?.status ?? 'offered'}>
      {isWaiting ? (
        <PlaceInQueue waiting={waiting} onLeave={() => onLeave(waiting)} />
      ) : ending !== null ? (
        <>
          <h2 tabIndex={-1}>{ending.title}</h2>
          <p role="status">{ending.words}</p>
          <div class="actions">
            <button type="button" onClick={onDismiss}>
              {texts.waiting.dismiss}
            </button>
          </div>
        </>
      ) : (
        <JoinForm key={offered} first_count={offered ?? 1} onJoin={onJoin} />
      )}
    </section>
  );
}

/** Of a wait that was served, what became of the seats says whether there is anything left to say. */
function endingOf({ status, booking }: Waiting): { readonly title: string; readonly words: string } | null {
  if (status !== 'served') return { title: texts.waiting.endedTitle, words: texts.waiting.ended[status] };
  if (booking?.status === 'expired') return { title: texts.waiting.endedTitle, words: texts.waiting.missed };
  return booking?.status === 'reserved'
    ? { title: texts.waiting.turn, words: texts.waiting.ended.served }
    : null;
}
