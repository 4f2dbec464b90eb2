import type { Booking, Waiting } from '../../shared/contract.ts';
import { NoAnswerError, ProblemError } from '../../shared/problem.ts';
import * as api from './api.ts';
import { poller } from './poller.ts';
import { forgetPlace, rememberedPlaces, rememberPlace } from './session.ts';

/** What this session has: its bookings and its places in queues, kept current in every tab. */
export interface Mine {
  /** Newest first. */
  bookings(): readonly Booking[];
  /** False where the bookings of some shows could not be asked for when they were asked for last. */
  isComplete(): boolean;
  /** The place in the show's queue, also after its wait has ended, with its booking as it is now; null where there is none. */
  waiting(show_id: string): Waiting | null;
  waitings(): readonly Waiting[];
  /** Asks the service for all of it; rejects as `read` does. */
  refresh(signal: AbortSignal): Promise<void>;
  /** Takes in what an answer said; what is older than what is known changes nothing. */
  putBooking(booking: Booking): void;
  putWaiting(waiting: Waiting): void;
  /** Forgets a wait that has ended, once its end was read. */
  dismissWaiting(show_id: string): void;
  /** Tells the session's other tabs that something was done here. */
  announce(): void;
  /** Calls the listener after each change, until the function that it gives is called. */
  subscribe(listener: () => void): () => void;
}

function openMine(): Mine {
  const bookings = new Map<string, Booking>();
  const waitings = new Map<string, Waiting>();
  let complete = true;
  const listeners = new Set<() => void>();
  const otherTabs = new BroadcastChannel('boxoffice');
  const pollingBookings = poller<Booking>((booking) => booking.booking_id, api.newerBooking);
  const pollingWaitings = poller<Waiting>((waiting) => waiting.waiting_id, api.newerWaiting);

  function changed(): void {
    // A hidden tab follows the queue, so that its title can say whose turn it is; the rest it asks for when it is seen again.
    const [mostUrgent] = document.hidden ? [] : [...bookings.values()].filter(isUnderWay).sort(byUrgency);
    pollingBookings.follow(mostUrgent === undefined ? [] : [mostUrgent], mine.putBooking);
    pollingWaitings.follow(
      mine.waitings().filter((waiting) => waiting.status === 'waiting'),
      mine.putWaiting,
    );
    for (const listener of [...listeners]) listener();
  }

  function takeIn(booking: Booking): boolean {
    const known = bookings.get(booking.booking_id);
    if (known !== undefined && known.version >= booking.version) return false;
    bookings.set(booking.booking_id, booking);
    return true;
  }

  async function refreshPlaces(signal: AbortSignal): Promise<void> {
    for (const [show_id, waiting_id] of Object.entries(rememberedPlaces())) {
      try {
        mine.putWaiting(await api.waiting(show_id, waiting_id, signal));
      } catch (error) {
        if (!(error instanceof ProblemError) || error.problem.status !== 404) throw error;
        forgetPlace(show_id);
      }
    }
  }

  const mine: Mine = {
    bookings: () => [...bookings.values()].sort((a, b) => (a.booking_id < b.booking_id ? 1 : -1)),
    isComplete: () => complete,
    waiting(show_id) {
      const waiting = waitings.get(show_id) ?? null;
      if (waiting === null || waiting.booking === null) return waiting;
      return { ...waiting, booking: bookings.get(waiting.booking.booking_id) ?? waiting.booking };
    },
    waitings: () => [...waitings.values()],
    async refresh(signal) {
      const answer = await api.sessionBookings(signal);
      const are_news = answer.bookings.filter(takeIn).length > 0 || answer.complete !== complete;
      complete = answer.complete;
      if (are_news) changed();
      await refreshPlaces(signal);
    },
    putBooking(booking) {
      if (takeIn(booking)) changed();
    },
    putWaiting(waiting) {
      const known = waitings.get(waiting.show_id);
      if (known?.waiting_id === waiting.waiting_id && known.version >= waiting.version) return;
      waitings.set(waiting.show_id, waiting);
      if (waiting.booking !== null) takeIn(waiting.booking);
      // What was reserved is found among the bookings, and leaving was one's own doing; other ends are kept until read.
      if (waiting.status === 'served' || waiting.status === 'cancelled') forgetPlace(waiting.show_id);
      else rememberPlace(waiting.show_id, waiting.waiting_id);
      changed();
    },
    dismissWaiting(show_id) {
      forgetPlace(show_id);
      waitings.delete(show_id);
      changed();
    },
    announce: () => otherTabs.postMessage('changed'),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  const refreshQuietly = (): void => {
    mine.refresh(new AbortController().signal).catch((error: unknown) => {
      if (!(error instanceof ProblemError || error instanceof NoAnswerError)) throw error;
    });
  };
  otherTabs.addEventListener('message', refreshQuietly);
  document.addEventListener('visibilitychange', () => {
    changed();
    if (!document.hidden) refreshQuietly();
  });
  return mine;
}

export const mine = openMine();

/** Whether news may come by itself: a deadline, or money on its way. */
function isUnderWay(booking: Booking): boolean {
  const payment = booking.payment?.status;
  return booking.status === 'reserved' || payment === 'in_flight' || payment === 'refunding';
}

/** Reservations first, the one that ends soonest before the others. */
function byUrgency(a: Booking, b: Booking): number {
  const rank = (booking: Booking): number => (booking.status === 'reserved' ? 0 : 1);
  return rank(a) - rank(b) || Date.parse(a.expires_at) - Date.parse(b.expires_at);
}
