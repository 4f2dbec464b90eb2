import { duration, milliseconds, number, rate } from '../format.ts';
import type { Overview, ShowFigures } from '../service/contract.ts';
import type { Look } from '../service/use-overview.ts';
import { words } from '../texts.ts';
import { Sparkline } from './sparkline.tsx';

/** Beyond these, somebody should look into it. */
const SLOW_MS = 500;
const LATE_MS = 200;
const OLD_PAYMENT_MS = 60_000;

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly note: string;
  /** Over the last minutes, for the line beside it. */
  readonly course: readonly (number | null)[];
  readonly is_alarming?: boolean;
}

function Figure({ name, value, note, course, is_alarming = false }: FigureProps) {
  return (
    <li class="figure" data-alarming={is_alarming ? '' : undefined}>
      <h3>{name}</h3>
      <p class="value">{value}</p>
      <p class="quiet">{note}</p>
      <Sparkline course={course} />
    </li>
  );
}

/** The box office at a glance: how much it does, how fast, and what is open. */
export function Figures({ looks }: { looks: readonly Look[] }) {
  const newest = looks.at(-1);
  if (newest === undefined) return null;
  const { overview, rates } = newest;
  const { gateway } = overview;
  const open = openIn(overview);
  const oldest_wait = oldestOf(overview.shows, 'oldest_wait_at');
  const oldest_payment = oldestOf(overview.shows, 'oldest_payment_at');
  const expiring = overview.shows.reduce((sum, show) => sum + show.expiring_soon, 0);
  const loop_delay_ms = loopDelayOf(overview);
  const course = (of: (look: Look) => number | null) => looks.map(of);
  const say = words.figures;
  return (
    <ul class="figures" aria-label={words.overview.figures}>
      <Figure
        name={say.seatsSold}
        value={rate(rates.seats_sold)}
        note={totalSold(overview)}
        course={course((look) => look.rates.seats_sold)}
      />
      <Figure
        name={say.waiting}
        value={number(open.waiting)}
        note={oldest_wait === null ? say.nobodyWaits : say.oldest(duration(oldest_wait, overview.at))}
        course={course((look) => openIn(look.overview).waiting)}
      />
      <Figure
        name={say.held}
        value={number(open.reservations)}
        note={expiring === 0 ? say.noneExpiring : say.expiring(expiring)}
        course={course((look) => openIn(look.overview).reservations)}
      />
      <Figure
        name={say.payments}
        value={number(open.payments)}
        note={
          oldest_payment === null ? say.nonePaying : say.oldestPayment(duration(oldest_payment, overview.at))
        }
        course={course((look) => openIn(look.overview).payments)}
        is_alarming={
          oldest_payment !== null && Date.parse(overview.at) - Date.parse(oldest_payment) > OLD_PAYMENT_MS
        }
      />
      <Figure
        name={say.requests}
        value={rate(rates.requests)}
        note={(rates.refused ?? 0) > 0 ? say.refused(rate(rates.refused)) : say.noneRefused}
        course={course((look) => look.rates.requests)}
        is_alarming={(rates.refused ?? 0) > 0}
      />
      <Figure
        name={say.latency}
        value={milliseconds(gateway.latency.p99_ms)}
        note={say.median(milliseconds(gateway.latency.p50_ms))}
        course={course((look) => look.overview.gateway.latency.p99_ms)}
        is_alarming={(gateway.latency.p99_ms ?? 0) > SLOW_MS}
      />
      <Figure
        name={say.commits}
        value={rate(rates.commits)}
        note={say.commands(rate(rates.commands))}
        course={course((look) => look.rates.commits)}
      />
      <Figure
        name={say.loop}
        value={milliseconds(loop_delay_ms)}
        note={say.streams(gateway.streams_open)}
        course={course((look) => loopDelayOf(look.overview))}
        is_alarming={loop_delay_ms > LATE_MS}
      />
    </ul>
  );
}

function totalSold({ engines }: Overview): string {
  return words.figures.soldInAll(
    number(engines.reduce((sum, { seats_sold_total }) => sum + seats_sold_total, 0)),
  );
}

function openIn({ engines }: Overview) {
  const sum = (of: 'waiting' | 'reservations' | 'payments'): number =>
    engines.reduce((total, engine) => total + engine[of], 0);
  return { waiting: sum('waiting'), reservations: sum('reservations'), payments: sum('payments') };
}

/** The latest of all, for one that is late is enough for somebody to wait. */
function loopDelayOf({ engines, gateway }: Overview): number {
  return Math.max(gateway.loop_delay_ms, ...engines.map((engine) => engine.loop_delay_ms));
}

/** RFC 3339 times in UTC, of equal length: the smallest is the earliest. */
function oldestOf(shows: readonly ShowFigures[], field: 'oldest_wait_at' | 'oldest_payment_at') {
  return shows.reduce<string | null>((oldest, show) => {
    const time = show[field];
    return time !== null && (oldest === null || time < oldest) ? time : oldest;
  }, null);
}
