import { useEffect, useState } from 'preact/hooks';
import { clock } from '../../shared/clock.ts';
import type { BookedSeat, Booking, Seat, SeatMap, Show, Waiting } from '../../shared/contract.ts';
import { seatNames } from '../../shared/format.ts';
import { ProblemError } from '../../shared/problem.ts';
import { texts } from '../../shared/texts.ts';
import { type Acting, useActing } from '../frame/use-acting.ts';
import * as api from '../service/api.ts';
import type { LiveSeats } from '../service/live-seats.ts';
import { mine } from '../service/mine.ts';
import { useMine } from '../service/use-mine.ts';
import {
  type Choice,
  chosenSeats,
  exchangeOf,
  NOTHING_CHOSEN,
  SEATS_PER_REQUEST,
  takenSeats,
  toggled,
  without,
} from './choice.ts';
import { type SeatState, STATE_WORDS } from './plan/seat-state.ts';
import { seatStates } from './seat-states.ts';
import { useLiveSeats } from './use-live-seats.ts';
import { useQueue } from './use-queue.ts';

export interface Hall {
  readonly live: LiveSeats;
  readonly acting: Acting;
  /** What this session has of the show, newest first. */
  readonly bookings: readonly Booking[];
  /** The booking that was just made or changed here, so that it is what one looks at next. */
  readonly fresh: string | null;
  readonly waiting: Waiting | null;
  /** For how many seats a place in the queue is offered; null where there is nothing to wait for. */
  readonly queue_offered_for: number | null;
  readonly may_choose: boolean;
  readonly choice: Choice;
  readonly chosen: readonly Seat[];
  /** The seats that the last refusal named. */
  readonly held: ReadonlySet<string>;
  readonly stateOf: (seat: Seat) => SeatState;
  readonly pick: (seat_id: string) => void;
  readonly confirm: () => void;
  readonly stopChoosing: () => void;
  readonly startExchange: (booking: Booking) => void;
  readonly reserveBest: (count: number, type: string | null) => void;
  readonly join: (count: number) => void;
  readonly leave: (waiting: Waiting) => void;
  readonly dismissWaiting: () => void;
}

const NONE_HELD: ReadonlySet<string> = new Set();

/** What one can do in a hall, and how things stand there. */
export function useHall(show: Show, map: SeatMap): Hall {
  const { show_id } = show;
  const live = useLiveSeats(map);
  const { seats } = live;
  const bookings = useMine().filter((booking) => booking.show_id === show_id);
  const acting = useActing();
  const [choice, setChoice] = useState(NOTHING_CHOSEN);
  const [held, setHeld] = useState(NONE_HELD);
  const [fresh, setFresh] = useState<string | null>(null);
  const waiting = mine.waiting(show_id);
  const may_choose = waiting?.status !== 'waiting' && clock.now() < Date.parse(show.start_time);
  const stateOf = seatStates(choice, bookings);
  const queue = useQueue(show_id, acting, () => setChoice(NOTHING_CHOSEN));

  useEffect(() => {
    // While seats are being reserved, the stream may tell of it before the answer does.
    const taken = acting.doing === null ? takenSeats(choice, seats) : [];
    if (taken.length === 0) return;
    setChoice(without(choice, taken));
    acting.say(texts.chooser.lost(seatNames(taken)));
  });

  useEffect(() => {
    const { exchanging } = choice;
    const now = bookings.find(({ booking_id }) => booking_id === exchanging?.booking_id);
    if (exchanging !== null && now?.status !== 'reserved') setChoice(NOTHING_CHOSEN);
  });

  // What is booked is not asked about again and again: its seats tell when the show was cancelled.
  const isFreeAgain = ({ seat_id }: BookedSeat): boolean => seats.get(seat_id)?.status === 'available';
  const may_be_cancelled = bookings.some(
    (booking) => booking.status === 'booked' && booking.seats.some(isFreeAgain),
  );
  useEffect(() => {
    if (may_be_cancelled) mine.refresh(new AbortController().signal).catch(() => undefined);
  }, [may_be_cancelled]);

  const is_offered_by_news = acting.news?.type === 'failed' && acting.news.offer !== null;

  function pick(seat_id: string): void {
    const seat = seats.get(seat_id);
    if (seat === undefined || !may_choose || acting.doing !== null) return;
    const state = stateOf(seat);
    acting.clear();
    if (state === 'available' && choice.seat_ids.size === SEATS_PER_REQUEST) {
      acting.say(texts.hall.atMost(SEATS_PER_REQUEST));
    } else if (state === 'available' || state === 'chosen') setChoice(toggled(choice, seat_id));
    else acting.say(texts.hall.cannotChoose(seatNames([seat]), STATE_WORDS[state]));
  }

  function takeBooking({ booking }: { readonly booking: Booking }): void {
    setHeld(NONE_HELD);
    setChoice(NOTHING_CHOSEN);
    queue.withdrawOffer();
    setFresh(booking.booking_id);
    mine.putBooking(booking);
  }

  function reserve(wanted: api.Wanted, count: number): void {
    acting.act({
      intent: api.reserving(show_id, wanted),
      doing: texts.doing.reserving,
      take: takeBooking,
      refused(error) {
        setHeld(heldSeats(error));
        return queue.offerAfter(error, count);
      },
    });
  }

  function confirm(): void {
    const { exchanging } = choice;
    const seat_ids = [...choice.seat_ids];
    if (exchanging === null) {
      reserve({ seats: seat_ids }, seat_ids.length);
      return;
    }
    acting.act({
      intent: api.exchanging(exchanging, seat_ids),
      doing: texts.doing.exchanging,
      take: takeBooking,
      refused(error) {
        setHeld(heldSeats(error));
        return null;
      },
    });
  }

  return {
    live,
    acting,
    bookings,
    fresh,
    waiting,
    queue_offered_for:
      may_choose && !is_offered_by_news ? (queue.offered_for ?? countWhereAllAreHeld(seats, stateOf)) : null,
    may_choose,
    choice,
    chosen: chosenSeats(choice, seats),
    held,
    stateOf,
    pick,
    confirm,
    stopChoosing: () => setChoice(NOTHING_CHOSEN),
    startExchange(booking) {
      setChoice(exchangeOf(booking));
      setFresh(null);
    },
    reserveBest: (count, type) => reserve(type === null ? { count } : { count, type }, count),
    join: queue.join,
    leave: queue.leave,
    dismissWaiting: () => mine.dismissWaiting(show_id),
  };
}

/** With nothing to choose, but something that may come free, the queue is offered at once. */
function countWhereAllAreHeld(
  seats: ReadonlyMap<string, Seat>,
  stateOf: (seat: Seat) => SeatState,
): number | null {
  const states = new Set([...seats.values()].map(stateOf));
  return states.has('reserved') && !states.has('available') && !states.has('chosen') ? 1 : null;
}

function heldSeats(error: unknown): ReadonlySet<string> {
  return new Set(error instanceof ProblemError ? (error.problem.seats ?? []) : []);
}
