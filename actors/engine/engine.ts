import { Latencies } from '../collections/latencies.ts';
import { SESSION_BOOKINGS_MOST, SLEEP_CHECK_MS } from '../limits.ts';
import type { ShowCommand } from '../show/commands.ts';
import type { ShowEvent } from '../show/events.ts';
import type { BookingView, Reply } from '../show/replies.ts';
import { seatMapOf } from '../show/seat-map.ts';
import { setAlarm } from './alarm.ts';
import {
  type Engine,
  type EngineOptions,
  type EngineOverview,
  type PaymentTask,
  type ShowFact,
  StoppingError,
  UnavailableError,
} from './contract.ts';
import { answerAboutEnded } from './ended.ts';
import { openNewsroom } from './newsroom.ts';
import { openResidents } from './residents.ts';
import { bookingOfRow } from './tables.ts';
import { watchLog } from './watched-log.ts';

/** Opens the engine over a log: wakes what is overdue, and is ready. Rejects with what the log rejects with. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { clock, definitionOf, ownsShow = () => true } = options;
  const log = watchLog(options.log, options.onBroken);
  const available = new Map<string, readonly number[]>();
  let foreign_shows = 0;
  for (const row of await log.availability()) {
    if (ownsShow(row.show_id)) available.set(row.show_id, row.available);
    else foreign_shows += 1;
  }
  if (foreign_shows > 0) options.onForeignShows?.(foreign_shows);
  const deadlines = (await log.deadlines()).filter(({ show_id }) => ownsShow(show_id));

  const fact_listeners = new Set<(fact: ShowFact) => void>();
  const payment_listeners = new Set<(task: PaymentTask) => void>();
  let commands_pending = 0;
  let commands_total = 0;
  let steps_total = 0;
  let commits_total = 0;
  let is_in_commit = false;
  let payments_captured_total = 0;
  let payments_refunded_total = 0;
  let seats_sold_total = 0;
  const latencies = new Latencies(LATENCY_WINDOW_MS, () => performance.now());
  let is_stopping = false;
  let onAllAnswered = (): void => undefined;

  const newsroom = openNewsroom((fact) => tell(fact_listeners, fact));
  const residents = openResidents({
    ...options,
    log,
    isInLog: (show_id) => available.has(show_id),
    wantsFacts: () => fact_listeners.size > 0,
    onDurable: (show_id, events, newest_available, fact, tasks, seats_sold) => {
      steps_total += 1;
      countCommit();
      seats_sold_total += seats_sold;
      countPayments(events);
      available.set(show_id, newest_available);
      if (fact !== null) newsroom.tell(fact);
      announce(tasks);
    },
    onOpenPayments: announce,
  });

  /** The steps of one commit are told in one message: before anything else happens. */
  function countCommit(): void {
    if (is_in_commit) return;
    is_in_commit = true;
    commits_total += 1;
    process.nextTick(() => {
      is_in_commit = false;
    });
  }

  function countPayments(events: readonly ShowEvent[]): void {
    for (const { type } of events) {
      if (type === 'payment_captured' || type === 'payment_captured_late') payments_captured_total += 1;
      else if (type === 'payment_refunded') payments_refunded_total += 1;
    }
  }

  function announce(tasks: readonly PaymentTask[]): void {
    for (const task of tasks) tell(payment_listeners, task);
  }

  /** A listener that fails holds up neither the show nor the other listeners. */
  function tell<News extends { readonly show_id: string }>(
    listeners: ReadonlySet<(news: News) => void>,
    news: News,
  ): void {
    for (const listener of listeners) {
      try {
        listener(news);
      } catch (cause) {
        options.onCrash(news.show_id, new Error('a listener to what happens in the show failed', { cause }));
      }
    }
  }

  function ask(show_id: string, command: ShowCommand): Promise<Reply> {
    if (is_stopping) return Promise.reject(new StoppingError('the box office is closing'));
    commands_pending += 1;
    commands_total += 1;
    const asked_at = performance.now();
    return new Promise((resolve, reject) => {
      const answer = (reply: Reply): void => {
        commands_pending -= 1;
        latencies.note(performance.now() - asked_at);
        resolve(reply);
        if (commands_pending === 0) onAllAnswered();
      };
      const refuse = (error: Error): void => {
        commands_pending -= 1;
        reject(error);
        if (commands_pending === 0) onAllAnswered();
      };
      const lookUpEnded = (reply: Reply): void => {
        const actor = residents.actorOf(show_id);
        if (actor === null) {
          refuse(new UnavailableError('the show is just being woken again'));
          return;
        }
        answerAboutEnded(log, show_id, command, actor.seat_map).then(
          (ended) => answer(ended ?? reply),
          (cause: Error) => refuse(new UnavailableError('the tables could not be read', { cause })),
        );
      };
      const take = (reply: Reply): void => (isAboutUnknown(reply) ? lookUpEnded(reply) : answer(reply));
      residents.deliver(show_id, { command, arrived_at: clock(), resolve: take, reject: refuse });
    });
  }

  async function sessionBookings(session: string): Promise<BookingView[]> {
    const views: BookingView[] = [];
    for (const row of await log.findSessionBookings(session, SESSION_BOOKINGS_MOST)) {
      const { show_id, booking_id } = row;
      if (!ownsShow(show_id)) continue;
      const seat_map = residents.actorOf(show_id)?.seat_map ?? null;
      const definition = seat_map === null ? definitionOf(show_id) : null;
      if (seat_map !== null) views.push(bookingOfRow(row, seat_map));
      else if (definition !== null) views.push(bookingOfRow(row, seatMapOf(definition)));
      else {
        // The catalogue knows the show no longer; its log does.
        const reply = await ask(show_id, { type: 'read_booking', session, booking_id });
        if (reply.type === 'booking') views.push(reply.booking);
      }
    }
    return views;
  }

  async function overview(shows_most: number): Promise<EngineOverview> {
    const figures = await Promise.all(residents.busiest(shows_most).map((actor) => actor.figures()));
    return {
      shows: figures.filter((each) => each !== null),
      open: residents.open(),
      seats_sold_total,
      latency: latencies.figures(),
    };
  }

  const settle = async (show_id: string): Promise<void> => {
    // Where it fails, the show is settled by the next command to it.
    await ask(show_id, { type: 'settle' }).catch(() => undefined);
  };
  const alarm = setAlarm(deadlines, clock, settle);
  const sleep_check = setInterval(residents.putIdleToSleep, SLEEP_CHECK_MS);

  return {
    ask,
    overview,
    sessionBookings,
    available: (show_id) => available.get(show_id) ?? null,
    availability: () => available.entries(),
    onFact: (listener) => {
      fact_listeners.add(listener);
      return () => fact_listeners.delete(listener);
    },
    onPaymentDue: (listener) => {
      payment_listeners.add(listener);
      for (const actor of residents.awake()) for (const task of actor.openPayments()) listener(task);
      return () => payment_listeners.delete(listener);
    },
    statistics: () => ({
      commands_pending,
      commands_total,
      steps_total,
      commits_total,
      payments_captured_total,
      payments_refunded_total,
      ...residents.statistics(),
    }),
    close: async () => {
      is_stopping = true;
      alarm.stop();
      clearInterval(sleep_check);
      if (commands_pending > 0) await new Promise<void>((resolve) => (onAllAnswered = resolve));
      residents.stop();
      await log.close();
    },
  };
}

/** Latencies are told of the last one to two of these. */
const LATENCY_WINDOW_MS = 10_000;

function isAboutUnknown(reply: Reply): boolean {
  if (reply.type === 'check_in') return reply.outcome.result === 'invalid';
  return reply.type === 'refused' && (reply.code === 'unknown_booking' || reply.code === 'unknown_waiting');
}
