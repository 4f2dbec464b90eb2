import type { UserEnd } from '../../record.ts';
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

/** Refusals that leave nothing to be hoped for. */
const ENDS: Readonly<Record<string, UserEnd>> = {
  show_full: 'show_full',
  sales_closed: 'sales_closed',
  show_cancelled: 'sales_closed',
};

function hearRefusal(world: World, person: Person, answer: Answer): void {
  const { code, reason } = problemIn(answer);
  const end = ENDS[code];
  person.picks += 1;
  if (end !== undefined) {
    world.end(person, end);
  } else if (code !== 'retry' && code !== 'seat_unavailable') {
    world.unexpected(person, answer);
  } else if (reason === 'queue' && givesUpBeforeQueue(world.random)) {
    world.end(person, 'gave_up');
  } else {
    const may_find_others = reason !== 'queue' && person.named !== null && person.picks < PICKS_MOST;
    world.think(person, may_find_others ? 'seat_map' : 'join', FINDS_OTHERS_S);
  }
}

export const join: StepDefinition = {
  kind: 'join',
  request(world, person) {
    const { session_id, idempotency_key, character } = person;
    const path = `${showPath(world, person)}/waiting`;
    return world.requests.post(path, idempotency_key, { session_id, count: character.count });
  },
  hear(world, person, answer) {
    const end = answer.status === 409 ? ENDS[problemIn(answer).code] : undefined;
    if (answer.status === 201) beginWaiting(world, person, placeIn(answer));
    else if (end !== undefined) world.end(person, end);
    else world.unexpected(person, answer);
  },
};
