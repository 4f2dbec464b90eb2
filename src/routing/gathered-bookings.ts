import { SESSION_BOOKINGS_MOST } from '../../actors/limits.ts';
import type { EngineLinks } from '../nats/link/gateway-end.ts';
import type { Owners } from '../nats/news/owners.ts';
import type { Answer } from '../protocol/answers.ts';
import { unavailable } from './unavailable.ts';

/** A session's bookings from all engines, newest first; says where some could not be asked. */
export async function gatherBookings(
  owners: Owners,
  links: EngineLinks,
  session_id: string,
): Promise<Answer> {
  const engines = [...owners.engines().keys()];
  const answers = await Promise.all(
    engines.map((engine_id) => links.ask(engine_id, { verb: 'bookings', session_id })),
  );
  const found = answers.filter((answer) => answer.type === 'bookings');
  if (found.length === 0) return answers[0] ?? unavailable();
  const bookings = found
    .flatMap(({ body }) => body.bookings)
    // An id begins with the time that it was drawn at.
    .sort((one, other) => (one.booking_id < other.booking_id ? 1 : -1))
    .slice(0, SESSION_BOOKINGS_MOST);
  const complete = owners.isEverythingHeard() && found.length === answers.length;
  return { type: 'bookings', status: 200, body: { bookings, complete } };
}
