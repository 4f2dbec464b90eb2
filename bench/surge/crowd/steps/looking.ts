import type { Person } from '../person.ts';
import { chooseSeats, EMPTY_HALL, type Hall } from '../seat-maps.ts';
import { type StepDefinition, showPath, type World } from '../world.ts';

/** How long people look at things on average, in seconds. */
const LOOKS_AT_LISTING_S = 8;
const LOOKS_AT_MAP_S = 12;

/** What somebody does who has come at that moment: a little while ago, where this process was busy. */
export function arrive(world: World, person: Person, moment: number): void {
  const asks_at_once = world.task.scenario.asks_at_once === true;
  if (asks_at_once) choose(world, person, EMPTY_HALL);
  world.go(person, asks_at_once ? 'reserve' : 'listing', moment - world.now());
}

export const listing: StepDefinition = {
  kind: 'listing',
  request: ({ task, requests }) => requests.get(task.listing),
  hear(world, person, answer) {
    if (answer.status !== 200) {
      world.unexpected(person, answer);
    } else {
      person.listings_seen += 1;
      const is_enough = person.listings_seen >= (world.task.scenario.listings_first ?? 1);
      world.think(person, is_enough ? 'seat_map' : 'listing', LOOKS_AT_LISTING_S);
    }
  },
};

export const seat_map: StepDefinition = {
  kind: 'seat_map',
  request: (world, person) => world.requests.get(`${showPath(world, person)}/seats`),
  hear(world, person, answer) {
    if (answer.status === 200) look(world, person, world.seat_maps.read(person.show, answer.body));
    else world.unexpected(person, answer);
  },
};

function look(world: World, person: Person, hall: Hall): void {
  if (hall.unsold < person.character.count) {
    // The map says that there will never be enough seats again.
    world.end(person, 'show_full');
  } else {
    const are_there = choose(world, person, hall);
    world.think(person, are_there ? 'reserve' : 'join', LOOKS_AT_MAP_S);
  }
}

/** Decides what to ask for; false where too few seats are available. */
function choose({ random }: World, person: Person, hall: Hall): boolean {
  const { count, is_choosy } = person.character;
  const seats = chooseSeats(hall, count, random);
  person.named = is_choosy ? seats : null;
  return seats !== null;
}
