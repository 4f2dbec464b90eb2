import Type from 'typebox';
import { SeatMapBody } from '../../protocol/answers.ts';
import { problem } from '../../protocol/problem.ts';
import { sendAnswer } from '../http/answers.ts';
import type { App } from '../http/app.ts';
import { PROBLEMS } from '../http/documented.ts';
import { NoQuery, ShowPath } from '../http/parameters.ts';
import { sendProblem } from '../http/problems.ts';
import type { Services } from '../services.ts';

/** Where as many streams are open as can be. */
const STREAM_RETRY_S = 10;

const MapHeaders = Type.Object({ 'if-none-match': Type.Optional(Type.String({ maxLength: 256 })) });

/** Sent as it is kept: JSON already, made once for everybody who asks for this version. */
const WrittenSeatMap = Type.Unsafe<Buffer>(SeatMapBody);

const Unchanged = Type.Unsafe<undefined>({ type: 'null', description: 'Unchanged.' });

const StreamHeaders = Type.Object({
  'last-event-id': Type.Optional(
    Type.String({ pattern: '^\\d{1,15}$', description: 'The newest version that the client has seen.' }),
  ),
});

/** The seat map, and its changes as they happen. */
export function seatRoutes(
  app: App,
  { seat_maps, seat_streams }: Pick<Services, 'seat_maps' | 'seat_streams'>,
): void {
  app.route({
    method: 'GET',
    url: '/v1/shows/:show_id/seats',
    config: { admission: 'seat_map' },
    schema: {
      operationId: 'seats',
      summary: 'The seat map',
      tags: ['shows'],
      params: ShowPath,
      querystring: NoQuery,
      headers: MapHeaders,
      response: { 200: WrittenSeatMap, 304: Unchanged, ...PROBLEMS },
    },
    handler: async ({ params, headers }, reply) => {
      const answer = await seat_maps.read(params.show_id);
      if (answer.type !== 'current') return sendAnswer(reply, answer);
      const etag = `"${answer.version}"`;
      reply.header('etag', etag).header('cache-control', 'no-cache');
      if (isNamed(etag, headers['if-none-match'])) return reply.code(304).send(undefined);
      return reply.header('content-type', 'application/json; charset=utf-8').send(answer.json);
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/shows/:show_id/stream',
    exposeHeadRoute: false,
    config: { admission: 'seat_map', answers_with: 'text/event-stream' },
    schema: {
      operationId: 'stream',
      summary: 'Seats as they change: server-sent events',
      description:
        'The first event has the current version and no seats; each later one the seats that changed and the version (also its id). `reload` says that changes were missed: read the map again.',
      tags: ['shows'],
      params: ShowPath,
      querystring: NoQuery,
      headers: StreamHeaders,
      response: {
        200: { description: 'Events.', content: { 'text/event-stream': { schema: Type.String() } } },
        ...PROBLEMS,
      },
    },
    handler: async ({ params: { show_id }, headers }, reply) => {
      const stream = seat_streams.open(show_id, reply.raw);
      if (stream === null)
        return sendProblem(reply, problem('overloaded', { retry_after_s: STREAM_RETRY_S }));
      const answer = await seat_maps.read(show_id);
      if (answer.type !== 'current') {
        stream.abandon();
        return sendAnswer(reply, answer);
      }
      reply.hijack();
      reply.raw.writeHead(200, {
        ...definedHeaders(reply.getHeaders()),
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        connection: 'close',
        'x-accel-buffering': 'no',
      });
      const known = headers['last-event-id'];
      stream.begin(answer.version, known === undefined ? null : Number(known));
      return reply;
    },
  });
}

/** Whether If-None-Match names the map: proxies that compress it make its tag a weak one. */
function isNamed(etag: string, if_none_match: string | undefined): boolean {
  if (if_none_match === undefined) return false;
  return if_none_match.split(',').some((tag) => {
    const named = tag.trim();
    return named === '*' || named === etag || named === `W/${etag}`;
  });
}

function definedHeaders(headers: Record<string, number | string | string[] | undefined>) {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
}
