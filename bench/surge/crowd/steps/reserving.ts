import { bookingIn, placeIn, problemIn } from '../answers.ts';
import { givesUpBeforeQueue } from '../character.ts';
import type { Answer } from '../connection.ts';
import type { Person } from '../person.ts';
import { type StepDefinition, showPath, type World } from '../world.ts';
import { takeBooking } from './holding.ts';
import { beginWaiting } from './waiting.ts';

/** They look at the map again so soon after somebody was faster, in seconds on average. */
const FINDS_OTHERS_S = 3;
/** They ask for seats so often, and queue then. */
const PICKS_MOST = 3;

export const reserve: StepDefinition = {
  kind: 'reserve',
  request(world, person) {
    const { session_id, named, character } = person;
    const wanted = named === null ? { count: character.count } : { seats: named };
    return world.requests.post(`${showPath(world, person)}/bookings`, person.idempotency_key, {
      session_id,
      ...wanted,
    });
  },
  hear(world, person, answer) {
    if (answer.status === 201) {
      takeBooking(world, person, bookingIn(answer), { asked_at: person.sent_at, named: person.named });
    } else if (answer.status === 409) {
      hearRefusal(world, person, answer);
    } else {
      world.unexpected(person, answer);
    }
  },
};

function hearRefusal(world: World, person: Person, answer: Answer): void {
  const { code, reason } = problemIn(answer);
  if (code === 'show_full') return world.end(person, 'show_full');
  if (code === 'sales_closed') return world.end(person, 'sales_closed');
  if (code !== 'retry' && code !== 'seat_unavailable') return world.unexpected(person, answer);
  person.picks += 1;
  if (reason === 'queue' && givesUpBeforeQueue(world.random)) return world.end(person, 'gave_up');
  const may_find_others = reason !== 'queue' && person.named !== null && person.picks < PICKS_MOST;
  world.think(person, may_find_others ? 'seat_map' : 'join', FINDS_OTHERS_S);
}

export const join: StepDefinition = {
  kind: 'join',
  request(world, person) {
    const { session_id, idempotency_key, character } = person;
    const path = `${showPath(world, person)}/waiting`;
    return world.requests.post(path, idempotency_key, { session_id, count: character.count });
  },
  hear(world, person, answer) {
    if (answer.status === 201) return beginWaiting(world, person, placeIn(answer));
    const code = answer.status === 409 ? problemIn(answer).code : null;
    if (code === 'show_full') world.end(person, 'show_full');
    else if (code === 'sales_closed') world.end(person, 'sales_closed');
    else world.unexpected(person, answer);
  },
};
