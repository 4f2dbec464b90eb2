import type { HallRow, Seat } from '../../shared/contract.ts';
import { money } from '../../shared/format.ts';
import { texts } from '../../shared/texts/en.ts';
import { element } from '../dom.ts';
import { type SeatState, SIGNS, STATE_WORDS } from './seat-state.ts';
import { stepFrom } from './seat-steps.ts';

export interface SeatGrid {
  readonly element: HTMLElement;
  /** Shows each seat as it is now; `held` are the seats that the last refusal named. */
  update(stateOf: (seat: Seat) => SeatState, held: ReadonlySet<string>): void;
  focus(seat_id: string | undefined): void;
}

/** The seats as buttons in their rows, as the hall is built, the screen in front. One stop for Tab; arrows move within. */
export function seatGrid(
  rows: readonly HallRow[],
  seats: ReadonlyMap<string, Seat>,
  onPick: (seat_id: string) => void,
): SeatGrid {
  const types = [...new Set([...seats.values()].map((seat) => seat.type))];
  const buttons = new Map<string, HTMLButtonElement>();

  function seatButton(seat: Seat): HTMLButtonElement {
    const made = element('button', {
      type: 'button',
      class: 'seat',
      tabindex: -1,
      'data-seat': seat.seat_id,
      'data-type': types.indexOf(seat.type),
    });
    buttons.set(seat.seat_id, made);
    return made;
  }

  function segmentParts(row: string, { first, count, gap }: HallRow['segments'][number]): HTMLElement[] {
    const aisle = Array.from({ length: gap }, () => element('span', { class: 'aisle' }));
    const seatsHere = Array.from({ length: count }, (_, index) => seats.get(`${row}-${first + index}`));
    return [...aisle, ...seatsHere.filter((seat) => seat !== undefined).map(seatButton)];
  }

  function rowElement({ row, segments }: HallRow): HTMLElement {
    const name = (): HTMLElement => element('span', { class: 'row-name', 'aria-hidden': 'true' }, row);
    return element(
      'div',
      { class: 'row', role: 'group', 'aria-label': texts.hall.row(row) },
      name(),
      ...segments.flatMap((segment) => segmentParts(row, segment)),
      name(),
    );
  }

  const screen = element('div', { class: 'screen', 'aria-hidden': 'true' }, texts.hall.screen);
  const plan = element('div', { class: 'plan' }, screen, ...rows.map(rowElement));
  plan.style.setProperty('--columns', String(Math.max(...rows.map(columnsOf))));
  const container = element(
    'div',
    { class: 'hall-scroll', role: 'group', 'aria-label': texts.hall.seatsLabel },
    plan,
  );

  function moveFocus(to: HTMLButtonElement): void {
    for (const other of buttons.values()) other.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  }

  container.addEventListener('click', (event) => {
    const clicked = event.target instanceof Element ? event.target.closest('button') : null;
    if (clicked?.dataset.seat === undefined) return;
    moveFocus(clicked);
    onPick(clicked.dataset.seat);
  });
  container.addEventListener('keydown', (event) => {
    const from = event.target instanceof Element ? event.target.closest('button') : null;
    const next = from === null ? undefined : stepFrom(from, event.key);
    if (next === undefined) return;
    event.preventDefault();
    moveFocus(next);
  });
  const [firstButton] = buttons.values();
  if (firstButton !== undefined) firstButton.tabIndex = 0;
  showMiddle(container);

  return {
    element: container,
    update(stateOf, held) {
      for (const [seat_id, target] of buttons) {
        const seat = seats.get(seat_id);
        if (seat !== undefined) showState(target, seat, stateOf(seat), held.has(seat_id));
      }
    },
    focus(seat_id) {
      const target = buttons.get(seat_id ?? '');
      if (target !== undefined) moveFocus(target);
    },
  };
}

/** How many seats wide a row is, with its aisles and with its name at both ends. */
function columnsOf({ segments }: HallRow): number {
  return segments.reduce((sum, { count, gap }) => sum + count + gap, 2);
}

/** Where the hall is wider than the screen, its middle is what is seen first. */
function showMiddle(container: HTMLElement): void {
  const observer = new ResizeObserver(() => {
    if (container.clientWidth === 0) return;
    container.scrollLeft = (container.scrollWidth - container.clientWidth) / 2;
    observer.disconnect();
  });
  observer.observe(container);
}

function showState(target: HTMLButtonElement, seat: Seat, state: SeatState, held: boolean): void {
  target.toggleAttribute('data-held', held);
  if (target.dataset.state === state) return;
  target.dataset.state = state;
  target.textContent = SIGNS[state] ?? String(seat.number);
  target.setAttribute('aria-label', texts.hall.seat(seat, money(seat.price), STATE_WORDS[state]));
  target.setAttribute('aria-pressed', String(state === 'chosen'));
  target.setAttribute('aria-disabled', String(state !== 'available' && state !== 'chosen'));
}
