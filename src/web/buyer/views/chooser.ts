import type { Booking, Money, Seat } from '../../shared/contract.ts';
import { money, seatNames } from '../../shared/format.ts';
import { texts } from '../../shared/texts/en.ts';
import { button, element, setText } from '../dom.ts';

export interface ChooserActions {
  reserve(seats: readonly string[]): void;
  exchange(booking: Booking, seats: readonly string[]): void;
  /** Takes back what was chosen; where seats are being exchanged, keeps the old ones. */
  undo(): void;
}

export interface Chooser {
  readonly element: HTMLElement;
  /** `exchanging` is the reservation whose seats are being changed; null where new ones are chosen. */
  update(chosen: readonly Seat[], exchanging: Booking | null): void;
}

/** What to do with the seats that are chosen in the hall. */
export function chooser(actions: ChooserActions): Chooser {
  let chosen: readonly Seat[] = [];
  let exchanging: Booking | null = null;

  const title = element('h2', { tabindex: -1 });
  const names = element('p', { class: 'chosen', role: 'status' });
  const total = element('strong');
  const confirm = button('', confirmChoice, 'primary');
  const undo = button('', actions.undo);
  const card = element(
    'div',
    { class: 'card chooser' },
    title,
    element('div', { class: 'sum' }, names, total),
    element('div', { class: 'actions' }, confirm, undo),
  );

  function confirmChoice(): void {
    const ids = chosen.map((seat) => seat.seat_id);
    if (exchanging === null) actions.reserve(ids);
    else actions.exchange(exchanging, ids);
  }

  return {
    element: card,
    update(newChosen, newExchanging) {
      chosen = newChosen;
      exchanging = newExchanging;
      const none = chosen.length === 0;
      card.toggleAttribute('data-chosen', !none || exchanging !== null);
      setText(title, exchanging === null ? texts.chooser.title : texts.chooser.exchangeTitle);
      setText(
        names,
        none ? texts.chooser.nothingChosen : texts.chooser.chosen(chosen.length, seatNames(chosen)),
      );
      setText(total, none ? '' : money(totalOf(chosen)));
      setText(confirm, exchanging === null ? texts.chooser.reserve : texts.chooser.exchange);
      setText(undo, exchanging === null ? texts.chooser.clear : texts.chooser.keep);
      confirm.disabled = none;
      undo.disabled = none && exchanging === null;
    },
  };
}

function totalOf(chosen: readonly Seat[]): Money {
  const amount = chosen.reduce((sum, seat) => sum + seat.price.amount, 0);
  return { amount, currency: chosen[0]?.price.currency ?? '' };
}
