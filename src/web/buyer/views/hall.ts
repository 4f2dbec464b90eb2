import { clock } from '../../shared/clock.ts';
import type { BookedSeat, Booking, Seat, Show, Waiting } from '../../shared/contract.ts';
import { clockTime, longDate, seatNames } from '../../shared/format.ts';
import { ProblemError } from '../../shared/problem.ts';
import { texts } from '../../shared/texts/en.ts';
import * as api from '../api.ts';
import { element, link, setText } from '../dom.ts';
import { followSeats } from '../live-seats.ts';
import type { Mine } from '../mine.ts';
import { hrefs } from '../router.ts';
import { every } from '../ticking.ts';
import { acting } from './acting.ts';
import { bestSeatsForm, SEATS_PER_REQUEST } from './best-seats.ts';
import { bookingCards } from './booking-cards.ts';
import { chooser } from './chooser.ts';
import { legend } from './legend.ts';
import { notice } from './notice.ts';
import { holds, seatChoice } from './seat-choice.ts';
import { seatGrid } from './seat-map.ts';
import { type SeatState, STATE_WORDS } from './seat-state.ts';
import type { View } from './view.ts';
import { waitingCard } from './waiting.ts';

/** One show: its seats as they are now, what this session has of them, and its queue. */
export async function hallView(show_id: string, mine: Mine, signal: AbortSignal): Promise<View> {
  const [show, map] = await Promise.all([
    api.show(show_id, signal),
    api.seatMap(show_id, signal),
    mine.refresh(signal),
  ]);

  /** What the last refusal said: the seats that others hold, and how many seats to offer a place in the queue for. */
  let held: ReadonlySet<string> = new Set();
  let queueFor: number | null = null;

  const news = notice();
  const { isBusy, act } = acting(news, mine, update);
  const { seats, isLive } = followSeats(map, takeSeats, signal);
  const choice = seatChoice(seats);
  const grid = seatGrid(show.hall.rows, seats, pick);
  const chosen = chooser({ reserve, exchange, undo: stopChoosing });
  const best = bestSeatsForm(map.seats, reserveBest);
  const queue = waitingCard({ join, leave, dismiss: () => mine.dismissWaiting(show_id) });
  const cards = bookingCards({ act, mine, news, change: startExchange });
  const streamState = element('p', { class: 'stream-state', role: 'status' });
  const page = element(
    'section',
    { class: 'hall' },
    heading(show),
    cards.element,
    queue.element,
    element('div', { class: 'map' }, grid.element, legend(map.seats), streamState),
    element('div', { class: 'dock' }, news.element, chosen.element),
    best,
  );

  function ownBookings(): readonly Booking[] {
    return mine.bookings().filter((booking) => booking.show_id === show_id);
  }

  function mayChoose(): boolean {
    return mine.waiting(show_id)?.status !== 'waiting' && clock.now() < Date.parse(show.start_time);
  }

  function stateOf(seat: Seat): SeatState {
    if (choice.has(seat)) return 'chosen';
    const holder = ownBookings().find((booking) => holds(booking, seat));
    if (holder === undefined) return seat.status;
    if (holder.booking_id === choice.exchanging()?.booking_id) return 'available';
    return holder.status === 'booked' ? 'mine_booked' : 'mine_reserved';
  }

  function update(): void {
    endExchangeOfEnded();
    // While seats are being reserved, the stream may tell of it before the answer does.
    const taken = isBusy() ? [] : choice.dropTaken();
    if (taken.length > 0) news.say(texts.chooser.lost(seatNames(taken)));
    grid.update(stateOf, held);
    chosen.update(choice.chosen(), choice.exchanging());
    chosen.element.hidden = !mayChoose();
    best.hidden = !mayChoose() || choice.exchanging() !== null;
    queue.update(mine.waiting(show_id), mayChoose() ? (queueFor ?? countWhereAllAreHeld()) : null);
    cards.update(ownBookings());
    setText(streamState, isLive() ? '' : texts.hall.notLive);
    page.toggleAttribute('data-busy', isBusy());
  }

  function takeSeats(): void {
    // What is booked is not asked about again and again: its seats tell when the show was cancelled.
    const isLost = ({ seat_id }: BookedSeat): boolean => seats.get(seat_id)?.status === 'available';
    const mayBeCancelled = ownBookings().some(
      (booking) => booking.status === 'booked' && booking.seats.some(isLost),
    );
    if (mayBeCancelled) mine.refresh(signal).catch(() => undefined);
    update();
  }

  function endExchangeOfEnded(): void {
    const exchanging = choice.exchanging();
    if (exchanging === null) return;
    const now = ownBookings().find(({ booking_id }) => booking_id === exchanging.booking_id);
    if (now?.status !== 'reserved') choice.clear();
  }

  /** With nothing to choose, but something that may come free, the queue is offered at once. */
  function countWhereAllAreHeld(): number | null {
    const states = [...seats.values()].map(stateOf);
    return states.includes('reserved') && !states.includes('available') && !states.includes('chosen')
      ? 1
      : null;
  }

  function pick(seat_id: string): void {
    const seat = seats.get(seat_id);
    if (seat === undefined || !mayChoose() || isBusy()) return;
    const state = stateOf(seat);
    news.clear();
    if (state === 'available' && choice.isFull()) news.say(texts.hall.atMost(SEATS_PER_REQUEST));
    else if (state === 'available' || state === 'chosen') choice.toggle(seat);
    else news.say(texts.hall.cannotChoose(seatNames([seat]), STATE_WORDS[state]));
    update();
  }

  function stopChoosing(): void {
    choice.clear();
    update();
  }

  function startExchange(booking: Booking): void {
    choice.exchange(booking);
    update();
    grid.focus(booking.seats[0]?.seat_id);
  }

  function takeBooking({ booking }: { readonly booking: Booking }): void {
    held = new Set();
    queueFor = null;
    choice.clear();
    mine.putBooking(booking);
    cards.focus(booking);
  }

  function takeWaiting({ waiting }: { readonly waiting: Waiting }): void {
    queueFor = null;
    choice.clear();
    mine.putWaiting(waiting);
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
      if (queueFor !== null) news.offer(texts.waiting.joinFor(count), () => join(count));
    };
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
  every(500, cards.tick, signal);
  return { title: `${show.movie.title}, ${clockTime(show.start_time)}`, element: page };
}

function heading({ movie, cinema, hall, city, start_time }: Show): HTMLElement {
  const date = start_time.slice(0, 10);
  const hasStarted = clock.now() >= Date.parse(start_time);
  return element(
    'header',
    {},
    element(
      'p',
      { class: 'back' },
      link(texts.hall.backToMovies(city.name), hrefs.movies(city.city_id, date)),
    ),
    element('h1', { tabindex: -1 }, movie.title),
    element('p', {}, `${longDate(start_time)}, ${clockTime(start_time)}`),
    element('p', { class: 'quiet' }, `${cinema.name}, ${hall.name}`),
    hasStarted ? element('p', { class: 'warning' }, texts.hall.started) : null,
  );
}

function heldSeats(error: unknown): ReadonlySet<string> {
  return new Set(error instanceof ProblemError ? (error.problem.seats ?? []) : []);
}
