import type { Waiting } from '../../shared/contract.ts';
import { ordinal } from '../../shared/format.ts';
import { texts } from '../../shared/texts/en.ts';
import { button, element, refill, setText } from '../dom.ts';
import { countSelect } from './best-seats.ts';

export interface WaitingActions {
  join(count: number): void;
  leave(waiting: Waiting): void;
  dismiss(): void;
}

export interface WaitingCard {
  readonly element: HTMLElement;
  /** With no place in the queue it offers one where `offered` says for how many; null hides it. */
  update(waiting: Waiting | null, offered: number | null): void;
}

/** The queue of a show: joining it, the place in it, and how the wait ended. */
export function waitingCard(actions: WaitingActions): WaitingCard {
  const card = element('section', { class: 'card waiting' });
  const position = element('p', { class: 'position', role: 'status' });
  let shown: string | null = null;

  function render(waiting: Waiting | null, offered: number | null): readonly HTMLElement[] {
    if (waiting === null) return offered === null ? [] : joinParts(offered, actions);
    if (waiting.status !== 'waiting') return endedParts(waiting, actions);
    return [
      heading(texts.waiting.title),
      position,
      element('p', {}, texts.waiting.forSeats(waiting.count)),
      element('p', { class: 'quiet' }, texts.waiting.hint),
      element(
        'div',
        { class: 'actions' },
        button(texts.waiting.leave, () => actions.leave(waiting)),
      ),
    ];
  }

  return {
    element: card,
    update(waiting, offered) {
      const wanted = JSON.stringify([
        waiting?.waiting_id,
        waiting?.status,
        waiting?.booking?.status,
        offered,
      ]);
      if (wanted !== shown) {
        shown = wanted;
        const parts = render(waiting, offered);
        card.hidden = parts.length === 0;
        card.dataset.status = waiting?.status ?? 'offered';
        refill(card, ...parts);
      }
      if (waiting?.status === 'waiting') setText(position, placeWords(waiting));
    },
  };
}

function placeWords(waiting: Waiting): string {
  const position = waiting.position ?? 1;
  return position === 1 ? texts.waiting.next : texts.waiting.position(ordinal(position));
}

/** Of a wait that was served, what became of the seats says whether there is anything left to say. */
function endedParts({ status, booking }: Waiting, actions: WaitingActions): readonly HTMLElement[] {
  const dismiss = element('div', { class: 'actions' }, button(texts.waiting.dismiss, actions.dismiss));
  if (status !== 'served' || booking?.status === 'expired') {
    const words = status === 'served' ? texts.waiting.missed : texts.waiting.ended[status];
    return [heading(texts.waiting.endedTitle), element('p', {}, words), dismiss];
  }
  if (booking?.status !== 'reserved') return [];
  return [heading(texts.waiting.turn), element('p', {}, texts.waiting.ended.served), dismiss];
}

function joinParts(offered: number, actions: WaitingActions): readonly HTMLElement[] {
  const count = countSelect('waiting-count', offered);
  const form = element(
    'form',
    { class: 'join' },
    element('label', { for: count.id }, texts.waiting.count),
    count,
    element('button', { type: 'submit', class: 'primary' }, texts.waiting.join),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    actions.join(Number(count.value));
  });
  return [heading(texts.waiting.joinTitle), element('p', {}, texts.waiting.joinHint), form];
}

function heading(words: string): HTMLElement {
  return element('h2', { tabindex: -1 }, words);
}
