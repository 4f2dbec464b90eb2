import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import { READY } from '../nats/servers/process.ts';

// One route that answers what is in a file, from memory, and nothing else: no schema, no quota, no metrics.
const [port = '', file = ''] = process.argv.slice(2);

const answer = readFileSync(file, 'utf8');
const app = Fastify({ logger: false });
app.get('/v1/cities/:city_id/movies/:movie_id/shows', async (_request, reply) =>
  reply.type('application/json; charset=utf-8').send(answer),
);
await app.listen({ host: '127.0.0.1', port: Number(port) });
console.log(READY);
