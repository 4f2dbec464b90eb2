import type { Waiting } from '../contract.ts';
import { button, element, refill, setText } from '../dom.ts';
import { ordinal } from '../format.ts';
import { texts } from '../texts.ts';
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

  function render(waiting: Waiting | null, offered: number): readonly HTMLElement[] {
    if (waiting === null) return joinParts(offered, actions);
    if (waiting.status === 'waiting') {
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
    return [
      heading(waiting.status === 'served' ? texts.waiting.turn : texts.waiting.endedTitle),
      element('p', {}, texts.waiting.ended[waiting.status]),
      element('div', { class: 'actions' }, button(texts.waiting.dismiss, actions.dismiss)),
    ];
  }

  return {
    element: card,
    update(waiting, offered) {
      const wanted = JSON.stringify([waiting?.waiting_id, waiting?.status, offered]);
      if (wanted !== shown) {
        shown = wanted;
        card.hidden = waiting === null && offered === null;
        card.dataset.status = waiting?.status ?? 'offered';
        refill(card, ...(card.hidden ? [] : render(waiting, offered ?? 1)));
      }
      if (waiting?.status === 'waiting') setText(position, placeWords(waiting));
    },
  };
}

function placeWords(waiting: Waiting): string {
  const position = waiting.position ?? 1;
  return position === 1 ? texts.waiting.next : texts.waiting.position(ordinal(position));
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
