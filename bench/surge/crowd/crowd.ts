import { seededRandom } from '../../../src/catalogue/demo/random.ts';
import { readable } from '../../report/numbers.ts';
import { INTERVAL_MS, type PhaseFigures } from '../record.ts';
import { isSaturated } from '../saturation.ts';
import type { Scenario } from '../scenario.ts';
import { verdictsOn } from '../verdicts/index.ts';
import { type Arrival, drawArrivals } from './arrivals.ts';
import { drawCharacter } from './character.ts';
import { createWorld } from './create-world.ts';
import { type LastLook, takeLastLook } from './last-look.ts';
import { newPerson, type Person } from './person.ts';
import { arrive } from './steps/looking.ts';
import type { Course, Task } from './task.ts';
import type { Told } from './told.ts';
import { sampleOfWaits } from './waits.ts';

interface Observer {
  /** Unix milliseconds. */
  began(at: number): void;
  progress(line: string): void;
}

const TICK_MS = 1;
const PROGRESS_EVERY_MS = 2_000;
/** So long after a phase most that was asked in it is answered. */
const SETTLES_MS = 300;
/** Who has not ended so long after all that anybody waits for must be over got no answer. */
const GRACE_MS = 30_000;
/** The first user comes so long after everything is drawn. */
const HEAD_START_MS = 100;

/** Lets everybody come, ask and be answered, until each has ended; says what they were told. */
export async function runCrowd(task: Task, observer: Observer): Promise<Course> {
  const arrivals = drawArrivals(task.scenario, task.seed);
  const began = performance.now() + HEAD_START_MS;
  const course = createWorld(task, began);
  const { world, agenda, tally, since, pool } = course;
  const characters = seededRandom(`${task.seed} characters`);
  const people: Person[] = [];
  observer.began(world.unixTime(began));

  function arriving({ at_ms, show, is_quiet }: Arrival): void {
    const session_id = `surge-${task.seed}-${String(people.length).padStart(10, '0')}`;
    const person = newPerson(session_id, { show, is_quiet }, drawCharacter(characters, task.scenario));
    people.push(person);
    tally.arrived(at_ms);
    arrive(world, person, began + at_ms);
  }

  let is_stopped = false;
  const phase_ends = phaseEnds(task.scenario);
  const judged: PhaseFigures[] = [];
  function judgePhases(now_ms: number): void {
    while (!is_stopped && now_ms >= (phase_ends[judged.length] ?? Number.POSITIVE_INFINITY) + SETTLES_MS) {
      judged.push(tally.phase(judged.length));
      is_stopped ||= task.scenario.until_saturated === true && isSaturated(judged);
    }
  }

  const last_arrival_ms = arrivals.at(-1)?.at_ms ?? 0;
  const { reservation_s, waiting_s, payment_s } = task.durations;
  const over_ms = last_arrival_ms + (2 * reservation_s + waiting_s + payment_s) * 1_000 + GRACE_MS;
  let next_arrival = 0;
  let told_progress_ms = 0;
  let last_ms = 0;
  for (;;) {
    const now = performance.now();
    const now_ms = since(now);
    for (
      ;
      !is_stopped && (arrivals[next_arrival]?.at_ms ?? Number.POSITIVE_INFINITY) <= now_ms;
      next_arrival += 1
    ) {
      const arrival = arrivals[next_arrival];
      if (arrival !== undefined) arriving(arrival);
    }
    for (let person = agenda.next(now); person !== null; person = agenda.next(now)) course.ask(person);
    if (now_ms > 0) {
      tally.pass(now_ms);
      tally.late(now_ms, now_ms - last_ms);
    }
    last_ms = now_ms;
    judgePhases(now_ms);
    if (now_ms > told_progress_ms) {
      told_progress_ms += PROGRESS_EVERY_MS;
      const { reserved, booked, waiting } = course.standing();
      observer.progress(
        `${(now_ms / 1_000).toFixed(0)} s: ${readable(people.length)} came, ${readable(course.endedSoFar())} ended, ${readable(waiting)} wait; ${reserved} seats reserved, ${booked} booked; ${pool.open()} connections`,
      );
    }
    const is_everybody_here = is_stopped || next_arrival === arrivals.length;
    if ((is_everybody_here && course.endedSoFar() === people.length) || now_ms > over_ms) break;
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  const over = since(performance.now());
  // The last interval is as long as the others.
  tally.pass(over + INTERVAL_MS);
  for (const person of people) if (person.told.end === null) world.end(person, 'no_answer');

  const told: readonly Told[] = people.map((person) => person.told);
  const last_look = await takeLastLook(task, pool, people);
  pool.close();
  const cpu = process.cpuUsage();
  return {
    started_at: new Date(world.unixTime(began)).toISOString(),
    lasted_s: over / 1_000,
    users: people.length,
    intervals: tally.intervals(),
    phases: (is_stopped ? judged : task.scenario.phases).map((_, index) => tally.phase(index)),
    latencies: tally.latencies(),
    ends: course.ends,
    waits: sampleOfWaits(told, world.unixTime(began)),
    crowd_seats_booked: seatsBooked(last_look, task.scenario),
    asked_now_and_then: course.standing().asked_now_and_then,
    verdicts: verdictsOn(told, last_look),
    cpu_s: (cpu.user + cpu.system) / 1_000_000,
  };
}

function seatsBooked({ shows }: LastLook, scenario: Scenario): number {
  return shows
    .filter(({ show }) => show < scenario.shows)
    .reduce((seats, { booked }) => seats + (booked?.length ?? 0), 0);
}

/** Milliseconds after the begin. */
function phaseEnds({ phases }: Scenario): number[] {
  let ends_ms = 0;
  return phases.map(({ lasts_s }) => {
    ends_ms += lasts_s * 1_000;
    return ends_ms;
  });
}
