import type { LayoutRow } from '../../actors/show/definition.ts';
import { AVAILABLE, BLOCKED, BOOKED, RESERVED, type ShowState } from '../../actors/show/state.ts';

export const AVAILABLE_SIGN = '.';
export const BOOKED_SIGN = '#';
export const BLOCKED_SIGN = 'x';
/** Stands for the reservations after the twenty-sixth. */
const FURTHER_RESERVATION_SIGN = '*';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const SCREEN = 'screen';

/** The letter by which the reservation of this number, from 0, is drawn. */
export function reservationSign(number: number): string {
  return LETTERS[number] ?? FURTHER_RESERVATION_SIGN;
}

/**
 * Draws the hall as lines of text, the screen at the top, a sign a seat, aisles as gaps.
 * @param reserved the seats of each reservation, in the order of their letters
 */
export function drawSeats(state: ShowState, reserved: readonly (readonly number[])[]): string[] {
  const sign_of = new Map(
    reserved.flatMap((seats, number) => seats.map((seat) => [seat, reservationSign(number)])),
  );
  const { layout } = state.definition;
  const width = Math.max(...layout.map(widthOf));
  const name_width = Math.max(...layout.map(({ row }) => row.length));

  let seat = 0;
  const lines = layout.map((layout_row) => {
    let line = ' '.repeat(Math.floor((width - widthOf(layout_row)) / 2));
    for (const { gap, count } of layout_row.segments) {
      line += ' '.repeat(gap);
      for (const end = seat + count; seat < end; seat += 1)
        line += sign_of.get(seat) ?? statusSign(state.seat_status[seat]);
    }
    return `  ${layout_row.row.padStart(name_width)}  ${line}`;
  });
  const screen = SCREEN.padStart(Math.floor((width + SCREEN.length) / 2));
  return [`  ${' '.repeat(name_width)}  ${screen}`, ...lines];
}

function widthOf({ segments }: LayoutRow): number {
  return segments.reduce((width, { gap, count }) => width + gap + count, 0);
}

function statusSign(status: number | undefined): string {
  switch (status) {
    case AVAILABLE:
      return AVAILABLE_SIGN;
    case RESERVED:
      return FURTHER_RESERVATION_SIGN;
    case BOOKED:
      return BOOKED_SIGN;
    case BLOCKED:
      return BLOCKED_SIGN;
    default:
      throw new RangeError(`no seat has the status ${status}`);
  }
}
