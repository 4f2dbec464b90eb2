import { texts } from '../../../shared/texts.ts';

/** What a seat is to this person: its status, or what they have done with it themselves. */
export type SeatState =
  | 'available'
  | 'reserved'
  | 'booked'
  | 'blocked'
  | 'chosen'
  | 'mine_reserved'
  | 'mine_booked';

/** States are told apart by a sign, a shape and a colour; a seat without a sign shows its number. */
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
