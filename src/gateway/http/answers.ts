import type { FastifyReply } from 'fastify';
import type { Answer } from '../../protocol/answers.ts';
import { sendProblem } from './problems.ts';

/** How long a client leaves a payment in flight alone before it asks again. */
const PAYMENT_RETRY_S = 1;

/** Sends what a show answered. */
export function sendAnswer(reply: FastifyReply, answer: Answer): FastifyReply {
  // A session's own; nobody in between may keep it.
  reply.header('cache-control', 'no-store');
  if (answer.type === 'problem') return sendProblem(reply, answer.body);
  if (answer.status === 201) reply.header('location', locationOf(answer));
  if (answer.status === 202) reply.header('retry-after', PAYMENT_RETRY_S);
  return reply.code(answer.status).send(answer.body ?? undefined);
}

function locationOf({ body }: Extract<Answer, { type: 'booking' | 'waiting' }>): string {
  return 'booking' in body
    ? `/v1/shows/${body.booking.show_id}/bookings/${body.booking.booking_id}`
    : `/v1/shows/${body.waiting.show_id}/waiting/${body.waiting.waiting_id}`;
}
