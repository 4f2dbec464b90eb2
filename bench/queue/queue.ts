import { randomInt } from 'node:crypto';
import type { ShowCommand } from '../../actors/index.ts';
import type { Reply } from '../../actors/show/replies.ts';
import { SEATS } from '../hall.ts';
import { hold, idOf, join, leave, look, release } from './people.ts';
import type { Stage } from './stage.ts';

/** So many commands are sent at a time; the log sends on what it got only at more of them, which is not to be counted here. */
export const BATCH = 32;

/** Of each show: more than anybody needs. */
const PEOPLE_A_SHOW = 10_000_000;

/** A show with its hall full of reservations, and who waits in its queue. */
export interface Queue {
  readonly show_id: string;
  /** In the order of the queue, the head first. */
  readonly waiting: number[];
  /** Who holds a seat, the one who has had it longest first. */
  readonly holding: number[];
  next_person: number;
}

export function queueOf(show: number): Queue {
  return { show_id: idOf('show', show), waiting: [], holding: [], next_person: show * PEOPLE_A_SHOW };
}

function draw(queue: Queue, people: number): number[] {
  const first = queue.next_person;
  queue.next_person += people;
  return Array.from({ length: people }, (_, index) => first + index);
}

export async function fillHall(stage: Stage, queue: Queue): Promise<void> {
  const people = draw(queue, SEATS);
  await askAll(
    stage,
    queue,
    people.map((person, seat) => hold(person, seat)),
    'booking',
  );
  queue.holding.push(...people);
}

export async function joinMany(stage: Stage, queue: Queue, people: number): Promise<void> {
  const joining = draw(queue, people);
  await askAll(stage, queue, joining.map(join), 'waiting');
  for (const person of joining) queue.waiting.push(person);
}

/** Each one anywhere in the queue. */
export async function leaveSomewhere(stage: Stage, queue: Queue, people: number): Promise<void> {
  const leaving = Array.from({ length: people }, () => {
    const [person = 0] = queue.waiting.splice(randomInt(queue.waiting.length), 1);
    return person;
  });
  await askAll(stage, queue, leaving.map(leave), 'waiting');
}

/** So many give their seats back, by which as many at the head of the queue are served. */
export async function serveHeads(stage: Stage, queue: Queue, people: number): Promise<void> {
  const releasing = queue.holding.splice(0, people);
  await askAll(stage, queue, releasing.map(release), 'booking');
  queue.holding.push(...queue.waiting.splice(0, people));
}

export async function lookAnywhere(stage: Stage, queue: Queue, people: number): Promise<void> {
  const looking = Array.from({ length: people }, () => queue.waiting[randomInt(queue.waiting.length)] ?? 0);
  await askAll(stage, queue, looking.map(look), 'waiting');
}

/** All in one turn, so that the show takes them one after the other. */
export async function askAll(
  { engine }: Stage,
  { show_id }: Queue,
  commands: readonly ShowCommand[],
  expected: Reply['type'],
): Promise<void> {
  const replies = await Promise.all(commands.map((command) => engine.ask(show_id, command)));
  for (const reply of replies) {
    if (reply.type !== expected) throw new Error(`a command was answered with ${JSON.stringify(reply)}`);
  }
}
