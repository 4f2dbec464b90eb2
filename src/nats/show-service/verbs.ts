import type { Static, TSchema } from 'typebox';
import type { AdmissionClass } from '../../gateway/admission/classes.ts';
import { askBooking, askPayment, askWaiting } from '../../gateway/live/asking.ts';
import type { Caller } from '../../gateway/live/patience.ts';
import type { SeatMapAnswer } from '../../gateway/live/seat-maps.ts';
import type { Services } from '../../gateway/services.ts';
import { type Answer, BookingBody, SeatMapBody, WaitingBody } from '../../protocol/answers.ts';
import type { FieldError } from '../../protocol/problem.ts';
import { BookingPollBody, REQUEST_BODIES, WaitingPollBody } from '../../protocol/requests.ts';
import { compileCheck } from '../../protocol/validation.ts';
import { createLongPolls } from './long-polls.ts';

/** NATS does not tell who no longer waits for a reply. */
const NOBODY_LEAVES: Caller = { isGone: () => false, onGone: () => () => undefined };

/** What frontends may ask of a show. The operator's verbs are not among them. */
export interface PublicVerb {
  readonly name: string;
  /** When it is refused under too much load (rule 14); null: never. */
  readonly admission: AdmissionClass | null;
  readonly request_schema: TSchema;
  readonly response_schema: TSchema;
  /** Gives what is wrong with a body that does not fit the schema, and asks nothing then. */
  ask(show_id: string, body: unknown, idempotency_key: string | null): Promise<VerbAnswer> | FieldError[];
}

/** An answer, or a seat map that is written already. */
export type VerbAnswer = Answer | SeatMapAnswer;

interface Asked<Body> {
  readonly show_id: string;
  readonly body: Body;
  readonly idempotency_key: string | null;
}

interface Description<Schema extends TSchema> {
  readonly admission: AdmissionClass | null;
  readonly request: Schema;
  readonly response: TSchema;
  ask(asked: Asked<Static<Schema>>): Promise<VerbAnswer>;
}

function publicVerb<Schema extends TSchema>(
  name: string,
  { admission, request, response, ask }: Description<Schema>,
): PublicVerb {
  const check = compileCheck(request, 'body');
  return {
    name,
    admission,
    request_schema: request,
    response_schema: response,
    ask: (show_id, body, idempotency_key) =>
      check.fits(body) ? ask({ show_id, body, idempotency_key }) : check.errors(body),
  };
}

export type VerbServices = Pick<
  Services,
  'routing' | 'pollBooking' | 'pollWaiting' | 'seat_maps' | 'payment_wait_ms'
>;

/** The verbs with what each does, is called as the last part of a subject, and admits. */
export function createVerbs(services: VerbServices): readonly PublicVerb[] {
  const { routing, seat_maps } = services;
  const long_polls = createLongPolls();
  return [
    publicVerb('seats', {
      admission: 'seat_map',
      request: REQUEST_BODIES.seats,
      response: SeatMapBody,
      ask: ({ show_id }) => seat_maps.read(show_id),
    }),
    publicVerb('reserve', {
      admission: 'reserve',
      request: REQUEST_BODIES.reserve,
      response: BookingBody,
      ask: (asked) => routing.ask({ verb: 'reserve', ...asked }),
    }),
    publicVerb('booking', {
      admission: null,
      request: BookingPollBody,
      response: BookingBody,
      ask: ({ show_id, body }) =>
        long_polls.hold(body.wait_s, () => askBooking(services, { show_id, ...body }, NOBODY_LEAVES)),
    }),
    publicVerb('change', {
      admission: 'reserve',
      request: REQUEST_BODIES.change,
      response: BookingBody,
      ask: (asked) => routing.ask({ verb: 'change', ...asked }),
    }),
    publicVerb('release', {
      admission: null,
      request: REQUEST_BODIES.release,
      response: BookingBody,
      ask: (asked) => routing.ask({ verb: 'release', ...asked }),
    }),
    publicVerb('pay', {
      admission: null,
      request: REQUEST_BODIES.pay,
      response: BookingBody,
      ask: (asked) => askPayment(services, { verb: 'pay', ...asked }, NOBODY_LEAVES),
    }),
    publicVerb('cancel', {
      admission: null,
      request: REQUEST_BODIES.cancel,
      response: BookingBody,
      ask: (asked) => routing.ask({ verb: 'cancel', ...asked }),
    }),
    publicVerb('wait', {
      admission: 'join',
      request: REQUEST_BODIES.wait,
      response: WaitingBody,
      ask: (asked) => routing.ask({ verb: 'wait', ...asked }),
    }),
    publicVerb('waiting', {
      admission: null,
      request: WaitingPollBody,
      response: WaitingBody,
      ask: ({ show_id, body }) =>
        long_polls.hold(body.wait_s, () => askWaiting(services, { show_id, ...body }, NOBODY_LEAVES)),
    }),
    publicVerb('leave', {
      admission: null,
      request: REQUEST_BODIES.leave,
      response: WaitingBody,
      ask: (asked) => routing.ask({ verb: 'leave', ...asked }),
    }),
  ];
}
