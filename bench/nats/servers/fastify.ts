import { connect } from '@nats-io/transport-node';
import Fastify, { type FastifyReply } from 'fastify';
import { compileValidator } from '../../../src/gateway/http/validation.ts';
import { showSubject } from '../../../src/nats/subjects.ts';
import { BookingBody } from '../../../src/protocol/answers.ts';
import { ReserveBody } from '../../../src/protocol/requests.ts';
import { RELEASED, RESERVED } from './echo-answers.ts';
import { READY } from './process.ts';

// The two routes that the bench uses, with our schemas and nothing else: no quota, no metrics, no load shedding. With
// a NATS server's URL each asks the echo behind it once, and passes on what that answers; else it answers by itself.
const [port = '', url] = process.argv.slice(2);

interface Path {
  readonly Params: { readonly show_id: string };
}

type Answering = (
  show_id: string,
  verb: 'reserve' | 'release',
  body: unknown,
  reply: FastifyReply,
) => unknown;

const RESERVE_ROUTE = '/v1/shows/:show_id/bookings';
const RELEASE_ROUTE = `${RESERVE_ROUTE}/:booking_id`;

const answer: Answering =
  url === undefined
    ? (_show_id, verb) => (verb === 'reserve' ? RESERVED : RELEASED)
    : await answerByEcho(url);

async function answerByEcho(servers: string): Promise<Answering> {
  const connection = await connect({ servers, noAsyncTraces: true });
  return async (show_id, verb, body, reply) => {
    const message = await connection.request(showSubject(show_id, verb), JSON.stringify(body));
    return reply.type('application/json').send(message.data);
  };
}

const app = Fastify({ logger: false });
app.setValidatorCompiler(compileValidator);
app.post<Path>(
  RESERVE_ROUTE,
  { schema: { body: ReserveBody, response: { 201: BookingBody } } },
  async ({ params, body }, reply) => answer(params.show_id, 'reserve', body, reply.code(201)),
);
app.delete<Path>(
  RELEASE_ROUTE,
  { schema: { response: { 200: BookingBody } } },
  async ({ params, headers }, reply) =>
    answer(params.show_id, 'release', { session_id: headers['x-session-id'], ...params }, reply),
);
await app.listen({ host: '127.0.0.1', port: Number(port) });
console.log(READY);
