import Type, { type Static } from 'typebox';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { rfc3339 } from '../../catalogue/time.ts';
import { OverviewShows } from '../../protocol/fields.ts';
import { OverviewBody, type ShowFiguresView, TimelineAnswer } from '../../protocol/operation.ts';
import { problem } from '../../protocol/problem.ts';
import { TimelineBody } from '../../protocol/requests.ts';
import { sendAnswer } from '../http/answers.ts';
import type { App } from '../http/app.ts';
import { bearerOnly } from '../http/bearer-only.ts';
import { PROBLEMS } from '../http/documented.ts';
import { ShowPath } from '../http/parameters.ts';
import { sendProblem } from '../http/problems.ts';
import type { Services } from '../services.ts';
import type { Traffic } from '../traffic.ts';

const SHOWS = 20;

const OverviewQuery = Type.Object({ shows: Type.Optional(OverviewShows) }, { additionalProperties: false });

/** How this very gateway does. */
export interface GatewayFigures {
  readonly traffic: Traffic;
  readonly loopDelay: () => number;
}

/** What the operator looks at. */
export async function oversightRoutes(app: App, services: Services, own: GatewayFigures): Promise<void> {
  const { routing, catalogue, seat_streams, clock, admin_token } = services;
  bearerOnly(app, admin_token);

  app.route({
    method: 'GET',
    url: '/v1/admin/overview',
    schema: {
      operationId: 'overview',
      summary: 'How the engines and the busiest shows stand',
      tags: ['operator'],
      security: [{ operator: [] }],
      querystring: OverviewQuery,
      response: { 200: OverviewBody, ...PROBLEMS },
    },
    handler: async ({ query: { shows = SHOWS } }, reply) => {
      const answer = await routing.overview(shows);
      if (answer.type !== 'overview') return sendAnswer(reply, answer);
      return reply.header('cache-control', 'no-store').send({
        ...answer.body,
        at: new Date(clock()).toISOString(),
        engines: [...answer.body.engines],
        gateway: {
          ...own.traffic.figures(),
          loop_delay_ms: own.loopDelay(),
          streams_open: seat_streams.count(),
        },
        shows: answer.body.shows.map((figures) => namedFigures(catalogue, figures)),
      });
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/admin/shows/:show_id/timeline',
    schema: {
      operationId: 'timeline',
      summary: 'A show played back from its log',
      description:
        'Every step of the show between `from` and `until` is a moment; where there are more than `moments`, some stand for several. Read beside the process that sells.',
      tags: ['operator'],
      security: [{ operator: [] }],
      params: ShowPath,
      querystring: TimelineBody,
      response: { 200: TimelineAnswer, ...PROBLEMS },
    },
    handler: async ({ params: { show_id }, query }, reply) => {
      const answer = await routing.ask({ verb: 'timeline', show_id, body: query, idempotency_key: null });
      const is_unknown =
        answer.type === 'timeline' && answer.body.events_total === 0 && catalogue.show(show_id) === null;
      return is_unknown ? sendProblem(reply, problem('unknown_show')) : sendAnswer(reply, answer);
    },
  });
}

/** A show that the catalogue knows no longer has figures, and no name. */
function namedFigures(
  catalogue: Catalogue,
  figures: ShowFiguresView,
): Static<typeof OverviewBody>['shows'][number] {
  const show = catalogue.show(figures.show_id);
  return {
    ...figures,
    title: show?.movie.title ?? null,
    cinema: show?.cinema.name ?? null,
    city: show?.city_name ?? null,
    hall: show?.hall_name ?? null,
    start_time: show === null ? null : rfc3339(show.starts_at, show.cinema.time_zone),
  };
}
