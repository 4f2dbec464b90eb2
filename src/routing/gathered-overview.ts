import type { EngineLinks } from '../nats/link/gateway-end.ts';
import type { Owners } from '../nats/news/owners.ts';
import type { Answer } from '../protocol/answers.ts';
import { joinOverviews } from './overview.ts';
import { unavailable } from './unavailable.ts';

/** How all engines and their busiest shows stand; says where some could not be asked. */
export async function gatherOverview(
  owners: Owners,
  links: EngineLinks,
  shows_most: number,
): Promise<Answer> {
  const engine_ids = [...owners.engines().keys()];
  const answers = await Promise.all(
    engine_ids.map(async (engine_id) => {
      const answer = await links.ask(engine_id, { verb: 'overview', shows_most });
      if (answer.type !== 'overview') return null;
      const engines = answer.body.engines.map((figures) => ({ ...figures, engine_id }));
      return { ...answer.body, engines };
    }),
  );
  const found = answers.filter((answer) => answer !== null);
  if (found.length === 0) return unavailable();
  const complete = owners.isEverythingHeard() && found.length === answers.length;
  return { type: 'overview', status: 200, body: joinOverviews(found, shows_most, complete) };
}
