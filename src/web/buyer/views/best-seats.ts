import type { Seat } from '../../shared/contract.ts';
import { money } from '../../shared/format.ts';
import { texts } from '../../shared/texts/en.ts';
import { element } from '../dom.ts';

/** Rule 1 of the service: what one request may ask for. */
export const SEATS_PER_REQUEST = 10;

const USUAL_COUNT = 2;

/** Reserves the best seats together, without choosing them one by one; `type` null is any. */
export function bestSeatsForm(
  seats: Iterable<Seat>,
  reserveBest: (count: number, type: string | null) => void,
): HTMLFormElement {
  const prices = new Map([...seats].map((seat) => [seat.type, seat.price]));
  const count = countSelect('best-count', USUAL_COUNT);
  const type = element(
    'select',
    { id: 'best-type' },
    element('option', { value: '' }, texts.best.anyType),
    ...[...prices].map(([name, price]) =>
      element('option', { value: name }, texts.hall.typeAndPrice(name, money(price))),
    ),
  );
  const form = element(
    'form',
    { class: 'card best' },
    element('h2', {}, texts.best.title),
    element('div', { class: 'field' }, element('label', { for: count.id }, texts.best.count), count),
    element('div', { class: 'field' }, element('label', { for: type.id }, texts.best.type), type),
    element('button', { type: 'submit' }, texts.best.reserve),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    reserveBest(Number(count.value), type.value === '' ? null : type.value);
  });
  return form;
}

export function countSelect(id: string, selected: number): HTMLSelectElement {
  return element(
    'select',
    { id },
    ...Array.from({ length: SEATS_PER_REQUEST }, (_, index) =>
      element('option', { value: index + 1, selected: index + 1 === selected }, String(index + 1)),
    ),
  );
}
