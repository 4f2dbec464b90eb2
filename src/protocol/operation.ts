import Type, { type Static } from 'typebox';
import { nullable, Timestamp, ulidField } from './fields.ts';

/** What the operator is told: how all shows stand, and how one of them came to be as it is. */

const count = Type.Integer({ minimum: 0 });
const milliseconds = nullable(Type.Number({ description: 'Milliseconds; null where nothing was measured.' }));
const moment = nullable(Timestamp);

const Latency = Type.Object({ p50_ms: milliseconds, p99_ms: milliseconds });

const ShowFigures = Type.Object({
  show_id: ulidField('The show.'),
  cancelled: Type.Boolean(),
  seats: Type.Object({ available: count, reserved: count, booked: count, blocked: count }),
  waiting: Type.Integer({ description: 'People in the queue.' }),
  oldest_wait_at: moment,
  reservations: Type.Integer({ description: 'Those that are being paid for not counted.' }),
  expiring_soon: Type.Integer({ description: 'Reservations with less than a minute left.' }),
  next_expiry_at: moment,
  charges: Type.Integer({ description: 'Charges whose outcome is not known yet.' }),
  refunds: Type.Integer({ description: 'Refunds that are due.' }),
  oldest_payment_at: moment,
});

const EngineFigures = Type.Object({
  engine_id: nullable(ulidField('The engine; null where the shows live in the process that answers.')),
  log_available: Type.Boolean({ description: 'False while its log refuses to be written.' }),
  shows_awake: count,
  waiting: count,
  reservations: count,
  payments: count,
  commands_pending: count,
  commands_total: Type.Integer({ description: 'Since the engine started, like all totals.' }),
  commits_total: Type.Integer({ description: 'Steps made durable.' }),
  seats_sold_total: count,
  loop_delay_ms: Type.Number({ description: 'By how much its event loop was late, at p99.' }),
  latency: Latency,
});

const overview = {
  at: Timestamp,
  complete: Type.Boolean({ description: 'False while some engine cannot be asked.' }),
  engines: Type.Array(EngineFigures),
};

const names = {
  title: nullable(Type.String()),
  cinema: nullable(Type.String()),
  city: nullable(Type.String()),
  hall: nullable(Type.String()),
  start_time: moment,
};

export const OverviewBody = Type.Object(
  {
    ...overview,
    gateway: Type.Object(
      {
        requests_total: count,
        refused_total: Type.Integer({ description: 'Answered with 429 or 503.' }),
        latency: Latency,
        loop_delay_ms: Type.Number(),
        streams_open: count,
      },
      { description: 'Of the process that answers; long polls and streams are not timed.' },
    ),
    shows: Type.Array(Type.Object({ ...names, ...ShowFigures.properties }), {
      description: 'The one with the most people waiting, reservations and open payments first.',
    }),
  },
  { description: 'How the box office stands.' },
);

const Moment = Type.Object({
  at: Timestamp,
  version: Type.Integer({ description: 'Events of the show until then.' }),
  seats: Type.String({
    description: 'A letter for each seat: a available, r reserved, b booked, x blocked.',
  }),
  cancelled: Type.Boolean(),
  waiting: count,
  waiting_seats: Type.Integer({ description: 'Seats that they want together.' }),
  oldest_wait_at: moment,
  reservations: count,
  next_expiry_at: moment,
  charges: count,
  refunds: count,
  happened: Type.Array(Type.Object({ event: Type.String(), count }), {
    description: 'What happened since the moment before, by type.',
  }),
});

export const TimelineAnswer = Type.Object(
  {
    show_id: ulidField('The show.'),
    seats: Type.Array(Type.String(), {
      description: 'The seats, in the order of the letters of each moment.',
    }),
    events_total: Type.Integer({ description: 'Of the whole history.' }),
    first_at: moment,
    last_at: moment,
    moments: Type.Array(Moment),
  },
  { description: 'The show as it was, moment by moment; no moments where nothing ever happened in it.' },
);

export type ShowFiguresView = Static<typeof ShowFigures>;
export type EngineFigures = Static<typeof EngineFigures>;
/** What the engines say together. */
export interface Overview {
  readonly complete: boolean;
  readonly engines: readonly EngineFigures[];
  readonly shows: readonly ShowFiguresView[];
}
export type Timeline = Static<typeof TimelineAnswer>;
export type TimelineMoment = Static<typeof Moment>;
