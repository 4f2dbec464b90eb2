import type { IdempotencyKey, ShowCommand, Wanted } from '../../actors/show/commands.ts';
import { fingerprint } from '../../actors/show/fingerprint.ts';
import { drawId } from '../ids.ts';
import type { ShowRequest } from './requests.ts';

/** What is asked of the show itself; news of a payment are for whoever carries it out, history for who reads the log. */
export type CommandRequest = Exclude<ShowRequest, { verb: 'payment-news' | 'timeline' }>;

/** What the show is to do, with the ids it may need. The request's body fits the schema of its verb. */
export function commandOf(request: CommandRequest): ShowCommand {
  switch (request.verb) {
    case 'seats':
      return { type: 'read_seat_map' };
    case 'cancel-show':
      return { type: 'cancel_show' };
    case 'block-seats':
      return { type: 'block_seats', seats: request.body.seats };
    case 'check-in': {
      const { booking_id, seat_id, nonce, admitted_at } = request.body;
      return {
        type: 'check_in',
        booking_id,
        seat_id,
        nonce: fingerprint(nonce),
        admitted_at: admitted_at === undefined ? null : Date.parse(admitted_at),
      };
    }
    case 'door-list':
      return { type: 'read_door_list' };
    case 'booking':
      return {
        type: 'read_booking',
        session: fingerprint(request.body.session_id),
        booking_id: request.body.booking_id,
      };
    case 'waiting':
      return {
        type: 'read_waiting',
        session: fingerprint(request.body.session_id),
        waiting_id: request.body.waiting_id,
      };
    default:
      return changeOf(request);
  }
}

type ReadingVerb = 'seats' | 'booking' | 'waiting';
type OperatorVerb = 'cancel-show' | 'block-seats' | 'check-in' | 'door-list';
type SessionRequest = Exclude<CommandRequest, { verb: ReadingVerb | OperatorVerb }>;

/** What a session wants changed; these can be repeated under a key. */
function changeOf(request: SessionRequest): ShowCommand {
  const session = fingerprint(request.body.session_id);
  const key = keyOf(request);
  switch (request.verb) {
    case 'reserve':
      return {
        type: 'reserve',
        session,
        wanted: wantedOf(request.body),
        movie_id: request.body.movie_id ?? null,
        booking_id: drawId(),
        key,
      };
    case 'change':
      return {
        type: 'change_seats',
        session,
        booking_id: request.body.booking_id,
        seats: request.body.seats,
        key,
      };
    case 'release':
      return { type: 'end_booking', session, booking_id: request.body.booking_id, only: 'reserved', key };
    case 'cancel':
      return { type: 'end_booking', session, booking_id: request.body.booking_id, only: 'booked', key };
    case 'end':
      return { type: 'end_booking', session, booking_id: request.body.booking_id, only: null, key };
    case 'pay':
      return {
        type: 'start_payment',
        session,
        booking_id: request.body.booking_id,
        payment_token: request.body.payment_token,
        payment_id: drawId(),
        key,
      };
    case 'wait':
      return {
        type: 'join_queue',
        session,
        count: request.body.count,
        waiting_id: drawId(),
        booking_id: drawId(),
        key,
      };
    case 'leave':
      return { type: 'leave_queue', session, waiting_id: request.body.waiting_id, key };
    default:
      return unknownVerb(request);
  }
}

function wantedOf(body: { seats?: string[]; count?: number; type?: string }): Wanted {
  if (body.seats !== undefined) return { seats: body.seats };
  if (body.count !== undefined) return { count: body.count, seat_type: body.type ?? null };
  throw new TypeError('a reservation of neither seats nor a count passed its schema');
}

/** Rule 11: the key counts for one session, show, verb and booking or place; the body is compared by its content. */
function keyOf({ verb, show_id, body, idempotency_key }: SessionRequest): IdempotencyKey | null {
  if (idempotency_key === null) return null;
  const { session_id, ...content } = body;
  const resource = 'booking_id' in body ? body.booking_id : 'waiting_id' in body ? body.waiting_id : '';
  return {
    key: fingerprint(session_id, verb, show_id, resource, idempotency_key),
    body: fingerprint(canonical(content)),
  };
}

/** The same text for the same content, in whatever order its fields were sent. Bodies are flat. */
function canonical(content: object): string {
  return JSON.stringify(Object.entries(content).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function unknownVerb(request: never): never {
  throw new TypeError(`a verb that the protocol does not know: ${JSON.stringify(request)}`);
}
