import type { Static } from 'typebox';
import type { Answer } from '../../protocol/answers.ts';
import type { Routing } from '../../routing/routing.ts';
import type { TicketKeys } from '../../tickets/keys.ts';
import { type Ticket, ticketId } from '../../tickets/ticket.ts';
import { readToken } from '../../tickets/token.ts';
import type { CheckInBody, CheckInRequest } from './schemas.ts';

type CheckInView = Static<typeof CheckInBody>;

/**
 * Whether the door may let the ticket in. The signature says whether it is one of ours, the show whether it is still good.
 * A show that cannot answer now is a problem; to ask again with the same nonce is safe.
 */
export async function checkIn(
  keys: TicketKeys,
  routing: Routing,
  { token, nonce, show_id, admitted_at }: Static<typeof CheckInRequest>,
): Promise<CheckInView | Extract<Answer, { type: 'problem' }>> {
  const ticket = readToken(keys, token);
  if (ticket === null) return without('invalid', null);
  if (show_id !== undefined && show_id !== ticket.show_id) return without('wrong_show', ticket);
  const { booking_id, seat_id } = ticket;
  const body = { booking_id, seat_id, nonce, ...(admitted_at === undefined ? {} : { admitted_at }) };
  const asked = { verb: 'check-in', show_id: ticket.show_id, body, idempotency_key: null } as const;
  const answer = await routing.ask(asked);
  if (answer.type === 'check_in') return { ...answer.body, ticket: ticketView(ticket) };
  if (answer.type !== 'problem') throw new TypeError(`a check-in was asked for, and came a ${answer.type}`);
  return answer.body.code === 'unknown_show' ? without('invalid', ticket) : answer;
}

function without(result: CheckInView['result'], ticket: Ticket | null): CheckInView {
  const view = ticket === null ? null : ticketView(ticket);
  return { result, admitted_at: null, admits_from: null, ticket: view };
}

function ticketView(ticket: Ticket): NonNullable<CheckInView['ticket']> {
  return { ticket_id: ticketId(ticket), ...ticket };
}
