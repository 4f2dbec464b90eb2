import type { Scenario } from '../scenario.ts';
import type { Agenda } from './agenda.ts';
import { isRefusal, isTrouble } from './answers.ts';
import type { Answer } from './connection.ts';
import type { Person, Step } from './person.ts';
import type { Pool } from './pool.ts';
import { STEPS } from './steps/index.ts';
import { askLater, longPollSeconds } from './steps/waiting.ts';
import type { Outcome, Tally } from './tally.ts';
import type { World } from './world.ts';

/** So often in a row somebody is refused for too much load before they go away. */
const REFUSALS_TAKEN = 8;
/** So often in a row somebody asks again who got no answer. */
const TRIES = 4;
/** Where the answer does not say when to come again. */
const COME_AGAIN_S = 1;
/** They come again up to so much later than they were told, so that not all come at once. */
const JITTER = 1;

interface Asking {
  readonly scenario: Scenario;
  readonly pool: Pool;
  readonly tally: Tally;
  /** Of the people: what each does next. */
  readonly agenda: Agenda<Person>;
  /** Milliseconds after the begin. */
  since(moment: number): number;
}

/** Sends what is due, and takes what is answered: the one way in which everybody in the crowd asks. */
export function createAsking(
  world: World,
  { scenario, pool, tally, agenda, since }: Asking,
): (person: Person) => void {
  const refusals_taken = scenario.nobody_comes_again === true ? 1 : REFUSALS_TAKEN;

  function count(person: Person, outcome: Outcome): void {
    // Long polls take as long as they take.
    if (isLongPoll(person.step) && outcome === 'accepted') return;
    const { kind } = STEPS[person.step];
    tally.answered(kind, person.is_quiet, since(person.due_at), since(world.now()), outcome);
  }

  /** The same request, with the same key, somewhat later than asked for, so that not all come at once. */
  function comeAgain(person: Person, retry_after_s: number | null): void {
    const wait_s = (retry_after_s ?? COME_AGAIN_S) * (1 + world.random.fraction() * JITTER);
    person.due_at = world.now() + wait_s * 1_000;
    agenda.add(person.due_at, person);
  }

  function hear(person: Person, answer: Answer | null): void {
    if (answer !== null && isRefusal(answer)) {
      count(person, 'refused');
      person.refused += 1;
      if (person.refused < refusals_taken) comeAgain(person, answer.retry_after_s);
      else world.end(person, 'turned_away');
    } else if (answer === null || isTrouble(answer)) {
      count(person, 'failed');
      person.unanswered += 1;
      person.told.unexpected = answer === null ? `${person.step}: no answer` : describe(person, answer);
      if (person.unanswered < TRIES) comeAgain(person, answer?.retry_after_s ?? null);
      else world.end(person, 'no_answer');
    } else {
      count(person, 'accepted');
      person.refused = 0;
      person.unanswered = 0;
      STEPS[person.step].hear(world, person, answer);
    }
  }

  return (person) => {
    const request = STEPS[person.step].request(world, person);
    const heard = (answer: Answer | null): void => hear(person, answer);
    if (person.sent_at === 0) person.sent_at = world.unixTime(world.now());
    if (person.step === 'wait') {
      const longest_ms = longPollSeconds(world, person) * 1_000;
      if (!pool.hold(request, longest_ms, heard)) askLater(world, person);
      return;
    }
    if (!isLongPoll(person.step)) tally.due(since(person.due_at));
    pool.send(request, heard);
  };
}

function isLongPoll(step: Step): boolean {
  return step === 'wait' || step === 'await_payment';
}

const SHOWN_OF_BODY = 300;

export function describe({ step }: Person, { status, body }: Answer): string {
  return `${step}: ${status} ${body.toString('latin1', 0, Math.min(SHOWN_OF_BODY, body.length))}`;
}
