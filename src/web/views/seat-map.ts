import type { HallRow, Seat } from '../contract.ts';
import { element } from '../dom.ts';
import { money } from '../format.ts';
import { texts } from '../texts.ts';

/** What a seat is to this person: its status, or what they have done with it themselves. */
export type SeatState =
  | 'available'
  | 'reserved'
  | 'booked'
  | 'blocked'
  | 'chosen'
  | 'mine_reserved'
  | 'mine_booked';

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
  /** By row, the button in each column; an aisle's columns are empty. */
  const columns: (HTMLButtonElement | undefined)[][] = [];

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

  function rowElement({ row, segments }: HallRow): HTMLElement {
    const cells: (HTMLButtonElement | undefined)[] = [];
    const parts: HTMLElement[] = [];
    for (const { first, count, gap } of segments) {
      for (let space = 0; space < gap; space++) {
        cells.push(undefined);
        parts.push(element('span', { class: 'aisle' }));
      }
      for (let number = first; number < first + count; number++) {
        const seat = seats.get(`${row}-${number}`);
        const part = seat === undefined ? undefined : seatButton(seat);
        cells.push(part);
        parts.push(part ?? element('span', { class: 'aisle' }));
      }
    }
    columns.push(cells);
    return element(
      'div',
      { class: 'row', role: 'group', 'aria-label': texts.hall.row(row) },
      element('span', { class: 'row-name', 'aria-hidden': 'true' }, row),
      ...parts,
      element('span', { class: 'row-name', 'aria-hidden': 'true' }, row),
    );
  }

  const plan = element('div', { class: 'plan' }, element('div', { class: 'screen' }, texts.hall.screen));
  plan.append(...rows.map(rowElement));
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
    const seat_id = clicked?.dataset.seat;
    if (clicked === null || seat_id === undefined) return;
    moveFocus(clicked);
    onPick(seat_id);
  });
  container.addEventListener('keydown', (event) => {
    const next = neighbour(columns, document.activeElement, event.key);
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

/** States are told apart by a sign, a shape and a colour; a seat that can be had shows its number. */
export const SIGNS: Readonly<Partial<Record<SeatState, string>>> = {
  booked: '×',
  blocked: '–',
  chosen: '✓',
  mine_reserved: '★',
  mine_booked: '★',
};

export const STATE_WORDS: Readonly<Record<SeatState, string>> = {
  ...texts.hall.status,
  chosen: texts.hall.chosen,
  mine_reserved: texts.hall.mine.reserved,
  mine_booked: texts.hall.mine.booked,
};

const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** The seat that an arrow key leads to: over aisles, and in another row the nearest column that has a seat. */
function neighbour(
  columns: readonly (readonly (HTMLButtonElement | undefined)[])[],
  from: Element | null,
  key: string,
): HTMLButtonElement | undefined {
  const row = columns.findIndex((cells) => cells.some((cell) => cell !== undefined && cell === from));
  const cells = columns[row];
  if (cells === undefined) return undefined;
  const seatsOfRow = cells.filter((cell) => cell !== undefined);
  if (key === 'Home') return seatsOfRow[0];
  if (key === 'End') return seatsOfRow.at(-1);
  const [down, right] = STEPS[key] ?? [0, 0];
  const column = cells.findIndex((cell) => cell !== undefined && cell === from);
  if (right !== 0) return seatsOfRow[seatsOfRow.findIndex((cell) => cell === from) + right];
  if (down === 0) return undefined;
  const target = columns[row + down] ?? [];
  return target
    .map((cell, at) => ({ cell, distance: Math.abs(at - column) }))
    .filter(({ cell }) => cell !== undefined)
    .sort((a, b) => a.distance - b.distance)[0]?.cell;
}
