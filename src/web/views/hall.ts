import * as api from '../api.ts';
import type { Booking, Seat, Show, Waiting } from '../contract.ts';
import { element, link, setText } from '../dom.ts';
import { clockTime, longDate, seatNames } from '../format.ts';
import { clock, ProblemError } from '../http.ts';
import { followSeats } from '../live-seats.ts';
import type { Mine } from '../mine.ts';
import { hrefs } from '../router.ts';
import { texts } from '../texts.ts';
import { acting } from './acting.ts';
import { bestSeatsForm, SEATS_PER_REQUEST } from './best-seats.ts';
import { bookingCards } from './booking-cards.ts';
import { chooser } from './chooser.ts';
import { legend } from './legend.ts';
import { notice } from './notice.ts';
import { type SeatState, STATE_WORDS, seatGrid } from './seat-map.ts';
import type { View } from './view.ts';
import { waitingCard } from './waiting.ts';

/** One show: its seats as they are now, what this session has of them, and its queue. */
export async function hallView(show_id: string, mine: Mine, signal: AbortSignal): Promise<View> {
  const [show, map] = await Promise.all([
    api.show(show_id, signal),
    api.seatMap(show_id, signal),
    mine.refresh(signal),
  ]);

  const chosen = new Set<string>();
  let exchanging: Booking | null = null;
  /** What the last refusal said: the seats that others hold, and how many seats to offer a place in the queue for. */
  let held: ReadonlySet<string> = new Set();
  let queueFor: number | null = null;

  const news = notice();
  const { isBusy, act } = acting(news, mine, update);
  const { seats, isLive } = followSeats(map, update, signal);
  const grid = seatGrid(show.hall.rows, seats, pick);
  const choice = chooser({ reserve, exchange, undo: stopChoosing });
  const best = bestSeatsForm(map.seats, reserveBest);
  const queue = waitingCard({ join, leave, dismiss: () => mine.dismissWaiting(show_id) });
  const cards = bookingCards({ act, mine, change: startExchange });
  const streamState = element('p', { class: 'stream-state', role: 'status' });
  const page = element(
    'section',
    { class: 'hall' },
    heading(show),
    cards.element,
    queue.element,
    element('div', { class: 'map' }, grid.element, streamState, legend(map.seats)),
    element('div', { class: 'dock' }, news.element, choice.element),
    best,
  );

  function ownBookings(): readonly Booking[] {
    return mine.bookings().filter((booking) => booking.show_id === show_id);
  }

  function stateOf(seat: Seat): SeatState {
    if (chosen.has(seat.seat_id)) return 'chosen';
    const holder = ownBookings().find((booking) => holds(booking, seat));
    if (holder === undefined) return seat.status;
    if (holder.booking_id === exchanging?.booking_id) return 'available';
    return holder.status === 'booked' ? 'mine_booked' : 'mine_reserved';
  }

  function update(): void {
    const waiting = mine.waiting(show_id);
    const mayChoose = waiting?.status !== 'waiting' && clock.now() < Date.parse(show.start_time);
    endExchangeOfEnded();
    if (!isBusy()) dropTaken();
    const chosenSeats = [...chosen].map((seat_id) => seats.get(seat_id)).filter((seat) => seat !== undefined);
    grid.update(stateOf, held);
    choice.update(chosenSeats, exchanging);
    choice.element.hidden = !mayChoose;
    best.hidden = !mayChoose || exchanging !== null;
    queue.update(waiting, mayChoose ? (queueFor ?? countWhereAllAreHeld()) : null);
    cards.update(ownBookings());
    setText(streamState, isLive() ? '' : texts.hall.notLive);
    page.toggleAttribute('data-busy', isBusy());
  }

  /** With nothing to choose, but something that may come free, the queue is offered at once. */
  function countWhereAllAreHeld(): number | null {
    const all = [...seats.values()];
    const isHeldByOthers = (seat: Seat): boolean => stateOf(seat) === 'reserved';
    return all.some((seat) => stateOf(seat) === 'available') || !all.some(isHeldByOthers) ? null : 1;
  }

  /** Seats that somebody else took meanwhile are no longer chosen. */
  function dropTaken(): void {
    const taken = [...chosen]
      .map((seat_id) => seats.get(seat_id))
      .filter((seat) => seat !== undefined)
      .filter((seat) => seat.status !== 'available' && (exchanging === null || !holds(exchanging, seat)));
    if (taken.length === 0) return;
    for (const { seat_id } of taken) chosen.delete(seat_id);
    news.say(texts.chooser.lost(seatNames(taken)));
  }

  function endExchangeOfEnded(): void {
    const now = ownBookings().find((booking) => booking.booking_id === exchanging?.booking_id);
    if (exchanging !== null && now?.status !== 'reserved') stopChoosing();
  }

  function pick(seat_id: string): void {
    const seat = seats.get(seat_id);
    if (seat === undefined || choice.element.hidden || isBusy()) return;
    const state = stateOf(seat);
    news.clear();
    if (state === 'chosen') chosen.delete(seat_id);
    else if (state !== 'available') news.say(texts.hall.cannotChoose(seatNames([seat]), STATE_WORDS[state]));
    else if (chosen.size === SEATS_PER_REQUEST) news.say(texts.hall.atMost(SEATS_PER_REQUEST));
    else chosen.add(seat_id);
    update();
  }

  function stopChoosing(): void {
    exchanging = null;
    chosen.clear();
    update();
  }

  function startExchange(booking: Booking): void {
    chosen.clear();
    for (const seat of booking.seats) chosen.add(seat.seat_id);
    exchanging = booking;
    update();
    grid.focus(booking.seats[0]?.seat_id);
  }

  function takeBooking({ booking }: { readonly booking: Booking }): void {
    held = new Set();
    queueFor = null;
    mine.putBooking(booking);
    stopChoosing();
    cards.focus(booking);
  }

  function reserve(seat_ids: readonly string[]): void {
    act(api.reserving(show_id, { seats: seat_ids }), takeBooking, refusedFor(seat_ids.length));
  }

  function reserveBest(count: number, type: string | null): void {
    const wanted = type === null ? { count } : { count, type };
    act(api.reserving(show_id, wanted), takeBooking, refusedFor(count));
  }

  function exchange(booking: Booking, seat_ids: readonly string[]): void {
    act(api.exchanging(booking, seat_ids), takeBooking, (error) => {
      held = heldSeats(error);
    });
  }

  function refusedFor(count: number): (error: unknown) => void {
    return (error) => {
      held = heldSeats(error);
      queueFor = error instanceof ProblemError && error.problem.code === 'retry' ? count : null;
    };
  }

  function takeWaiting({ waiting }: { readonly waiting: Waiting }): void {
    queueFor = null;
    chosen.clear();
    mine.putWaiting(waiting);
  }

  function join(count: number): void {
    act(api.joining(show_id, count), takeWaiting, adoptPlace);
  }

  /** Another tab of this session may have joined with another count: its place is this one's too. */
  function adoptPlace(error: unknown): void {
    const waiting_id = error instanceof ProblemError ? error.problem.waiting_id : undefined;
    if (waiting_id === undefined) return;
    api.waiting(show_id, waiting_id, signal).then(mine.putWaiting, () => undefined);
  }

  function leave(waiting: Waiting): void {
    act(api.leaving(waiting), takeWaiting);
  }

  update();
  mine.subscribe(update, signal);
  const ticking = setInterval(cards.tick, 500);
  signal.addEventListener('abort', () => clearInterval(ticking));
  return { title: `${show.movie.title}, ${clockTime(show.start_time)}`, element: page };
}

function heading(show: Show): HTMLElement {
  const { movie, cinema, hall, city, start_time } = show;
  return element(
    'header',
    {},
    element(
      'p',
      { class: 'back' },
      link(texts.hall.backToMovies(city.name), hrefs.movies(city.city_id, start_time.slice(0, 10))),
    ),
    element('h1', { tabindex: -1 }, movie.title),
    element('p', {}, `${longDate(start_time)}, ${clockTime(start_time)}`),
    element('p', { class: 'quiet' }, `${cinema.name}, ${hall.name}`),
  );
}

function holds(booking: Booking, seat: Seat): boolean {
  const isLive = booking.status === 'reserved' || booking.status === 'booked';
  return isLive && booking.seats.some(({ seat_id }) => seat_id === seat.seat_id);
}

function heldSeats(error: unknown): ReadonlySet<string> {
  return new Set(error instanceof ProblemError ? (error.problem.seats ?? []) : []);
}
