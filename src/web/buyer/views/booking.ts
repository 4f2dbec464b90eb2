import { clock } from '../../shared/clock.ts';
import type { Booking } from '../../shared/contract.ts';
import { money, timeLeft } from '../../shared/format.ts';
import { texts } from '../../shared/texts/en.ts';
import { button, element, refill, setText } from '../dom.ts';
import { ticketList } from './tickets.ts';

export interface BookingActions {
  pay(booking: Booking, payment_token: string): void;
  /** Releases or cancels it. */
  end(booking: Booking): void;
  /** Null where other seats cannot be chosen here. */
  readonly change: ((booking: Booking) => void) | null;
  /** Takes the card of a booking that has ended away. */
  dismiss(booking: Booking): void;
}

export interface BookingCard {
  readonly element: HTMLElement;
  update(booking: Booking): void;
  /** To be called every second or so: the countdown. */
  tick(): void;
}

const LAST_WARNING_MS = 60_000;

/** One booking, with all that can be done to it as it stands. */
export function bookingCard(first: Booking, actions: BookingActions): BookingCard {
  const card = element('section', { class: 'card booking' });
  const countdown = element('p', { class: 'countdown', role: 'timer' });
  const warning = element('p', { class: 'unseen', role: 'status' });
  const cards = cardSelect(first);
  const tickets = ticketList(first);
  let booking = first;
  let isAsking = false;

  function render(): void {
    card.dataset.status = isPaying(booking) ? 'paying' : booking.status;
    const title = isPaying(booking) ? texts.booking.paying : texts.booking.title[booking.status];
    refill(card, element('h2', { tabindex: -1 }, title), ...parts());
    tick();
  }

  function parts(): readonly HTMLElement[] {
    if (isPaying(booking)) return [hint(texts.booking.payingHint), seatList(booking)];
    switch (booking.status) {
      case 'reserved':
        return [countdown, warning, seatList(booking), ...declined(), payForm(), reservationActions()];
      case 'booked':
        return [
          hint(texts.booking.bookedHint),
          seatList(booking),
          number(booking),
          tickets.element,
          cancelActions(),
        ];
      case 'expired':
        return [hint(texts.booking.expiredHint), ...whereTheMoneyIs(), dismissAction()];
      case 'released':
        return [hint(texts.booking.releasedHint), ...whereTheMoneyIs(), dismissAction()];
      case 'cancelled':
        return [hint(texts.booking.cancelledHint), ...whereTheMoneyIs(), dismissAction()];
    }
  }

  function declined(): readonly HTMLElement[] {
    if (booking.payment?.status !== 'declined') return [];
    const { reason } = booking.payment;
    const words = texts.booking.declineReasons[reason ?? ''] ?? texts.booking.otherReason(reason);
    return [element('p', { class: 'warning', role: 'alert' }, texts.booking.declined(words))];
  }

  function payForm(): HTMLFormElement {
    const pay = element(
      'button',
      { type: 'submit', class: 'primary' },
      texts.booking.pay(money(booking.total)),
    );
    const label = element('label', { for: cards.id }, texts.booking.card);
    const form = element('form', { class: 'pay' }, label, cards, pay);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      actions.pay(booking, cards.value);
    });
    return form;
  }

  function reservationActions(): HTMLElement {
    const { change } = actions;
    return element(
      'div',
      { class: 'actions' },
      change === null ? null : button(texts.booking.change, () => change(booking)),
      button(texts.booking.release, () => actions.end(booking)),
    );
  }

  /** Cancelling asks first: there is no way back. */
  function cancelActions(): HTMLElement {
    const ask = (asking: boolean) => (): void => {
      isAsking = asking;
      render();
    };
    if (!isAsking) return element('div', { class: 'actions' }, button(texts.booking.cancel, ask(true)));
    return element(
      'div',
      { class: 'actions' },
      element('span', {}, texts.booking.cancelQuestion),
      button(texts.booking.cancelYes, () => actions.end(booking), 'danger'),
      button(texts.booking.cancelNo, ask(false)),
    );
  }

  function dismissAction(): HTMLElement {
    return element(
      'div',
      { class: 'actions' },
      button(texts.booking.dismiss, () => actions.dismiss(booking)),
    );
  }

  /** Where the money is, if any was asked for. */
  function whereTheMoneyIs(): readonly HTMLElement[] {
    const words = booking.payment === null ? '' : texts.booking.money[booking.payment.status];
    return words === '' ? [] : [hint(words)];
  }

  function tick(): void {
    if (booking.status !== 'reserved') return;
    const left_ms = Date.parse(booking.expires_at) - clock.now();
    setText(countdown, left_ms > 0 ? texts.booking.timeLeft(timeLeft(left_ms)) : texts.booking.timeUp);
    countdown.toggleAttribute('data-urgent', left_ms <= LAST_WARNING_MS);
    setText(warning, left_ms > 0 && left_ms <= LAST_WARNING_MS ? texts.booking.oneMinute : '');
    for (const action of card.querySelectorAll('button')) action.disabled = left_ms <= 0;
  }

  render();
  return {
    element: card,
    update(newer) {
      if (newer.version <= booking.version) return;
      booking = newer;
      isAsking = false;
      render();
    },
    tick,
  };
}

/** Whether a payment is under way, so that nothing else can be done. */
function isPaying(booking: Booking): boolean {
  return booking.status === 'reserved' && booking.payment?.status === 'in_flight';
}

function hint(words: string): HTMLElement {
  return element('p', {}, words);
}

function number(booking: Booking): HTMLElement {
  return element('p', { class: 'quiet' }, texts.booking.number(booking.booking_id));
}

function seatList(booking: Booking): HTMLElement {
  return element(
    'table',
    { class: 'seats' },
    element(
      'tbody',
      {},
      ...booking.seats.map((seat) =>
        element(
          'tr',
          {},
          element('td', {}, texts.booking.seat(seat.row, seat.number)),
          element('td', {}, seat.type),
          element('td', {}, money(seat.price)),
        ),
      ),
    ),
    element(
      'tfoot',
      {},
      element(
        'tr',
        {},
        element('th', { scope: 'row', colspan: 2 }, texts.booking.total),
        element('td', {}, money(booking.total)),
      ),
    ),
  );
}

function cardSelect(booking: Booking): HTMLSelectElement {
  return element(
    'select',
    { id: `card-${booking.booking_id}` },
    ...Object.entries(texts.cards).map(([token, words]) => element('option', { value: token }, words)),
  );
}
