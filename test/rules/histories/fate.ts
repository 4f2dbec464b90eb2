import fc from 'fast-check';
import { nextDeadline } from '../../../actors/show/due.ts';
import { queueOf } from '../reference/model.ts';
import { type Ask, secondsIn } from './asking.ts';
import { loseEvents, type Subject, wakeAgain } from './subject.ts';
import { askBoth, DURATIONS, isLate, openNextShow, type Scene, type World } from './world.ts';

/** What befalls a show without anybody asking for it. */

class PassTime implements fc.Command<World, Subject> {
  readonly milliseconds: number;
  constructor(milliseconds: number) {
    this.milliseconds = milliseconds;
  }
  check = (): boolean => true;
  run(world: World): void {
    world.clock += this.milliseconds;
  }
  toString(): string {
    return this.milliseconds < 0
      ? `\n  (the clock jumps back by ${-this.milliseconds / 1_000} s)`
      : `\n  (${this.milliseconds / 1_000} s pass)`;
  }
}

/** The timer rings at the show's next deadline, or just before it. */
class Ring implements fc.Command<World, Subject> {
  readonly early_ms: number;
  #told = '';
  constructor(early_ms: number) {
    this.early_ms = early_ms;
  }
  check = (): boolean => true;
  run(world: World, subject: Subject): void {
    const due_at = nextDeadline(subject.state, world.outage_ended_at, world.model.limits);
    if (due_at !== null) world.clock = Math.max(world.clock, due_at - this.early_ms);
    this.#told = `\n  ${secondsIn(world)} s: the timer rings${this.early_ms > 0 ? ' just before' : ''}`;
    askBoth(world, subject, { type: 'settle' });
  }
  toString(): string {
    return this.#told;
  }
}

/** Time passes until the show starts, while people wait; late in the day, so that there are some. */
class StartShow implements fc.Command<World, Subject> {
  check = (world: Readonly<World>): boolean => isLate(world) && queueOf(world.model).length > 0;
  run(world: World, subject: Subject): void {
    world.clock = Math.max(world.clock, world.model.definition.starts_at);
    askBoth(world, subject, { type: 'settle' });
  }
  toString = (): string => '\n  (the show starts)';
}

/** The process dies and starts again after a while, perhaps with other durations. */
class Restart implements fc.Command<World, Subject> {
  readonly down_ms: number;
  readonly from: 'snapshot' | 'beginning';
  readonly durations: Scene['durations'];
  constructor(down_ms: number, from: 'snapshot' | 'beginning', durations: Scene['durations']) {
    this.down_ms = down_ms;
    this.from = from;
    this.durations = durations;
  }
  check = (): boolean => true;
  run(world: World, subject: Subject): void {
    wakeAgain(subject, this.from);
    world.clock += this.down_ms;
    world.outage_ended_at = world.clock;
    world.model.limits = DURATIONS[this.durations];
    askBoth(world, subject, { type: 'settle' });
  }
  toString(): string {
    return `\n  (restart after ${this.down_ms / 1_000} s from the ${this.from}, ${this.durations} durations)`;
  }
}

/** The commit of these commands is refused: none of them ever happened. */
class LoseCommit implements fc.Command<World, Subject> {
  readonly commands: readonly Ask[];
  constructor(commands: readonly Ask[]) {
    this.commands = commands;
  }
  check = (): boolean => true;
  run(world: World, subject: Subject): void {
    const { model, seen } = structuredClone({ model: world.model, seen: world.seen });
    const { keyed } = world;
    const { length } = subject.log;
    for (const command of this.commands) if (command.check(world)) command.run(world, subject);
    Object.assign(world, { model, seen, keyed });
    loseEvents(subject, length);
    askBoth(world, subject, { type: 'settle' });
  }
  toString(): string {
    return `\n  (refused commit of:${this.commands.map((command) => `  ${command}`).join('')}\n  )`;
  }
}

/** Where the show has started or was cancelled. */
class OpenNextShow implements fc.Command<World, Subject> {
  readonly scene: Scene;
  constructor(scene: Scene) {
    this.scene = scene;
  }
  check = ({ model, clock }: Readonly<World>): boolean =>
    model.cancelled || clock >= model.definition.starts_at;
  run(world: World, subject: Subject): void {
    openNextShow(world, subject, this.scene);
  }
  toString(): string {
    const { hall, starts_in, durations } = this.scene;
    return `\n  (the next show, in ${hall.join('/')}, starts in ${starts_in} s, ${durations} durations)`;
  }
}

const durations = fc.constantFrom('long' as const, 'short' as const);

export const scenes: fc.Arbitrary<Scene> = fc.record({
  hall: fc.constantFrom(['rrrr', 'rr rr'], ['rrr', 'ppp'], ['rrrr rr', 'pp pppp'], ['rr', 'rr', 'pp']),
  starts_in: fc.integer({ min: 20, max: 100 }),
  durations,
});

export const nextShow = scenes.map((scene) => new OpenNextShow(scene));

export const passTime = fc
  .oneof(
    { weight: 4, arbitrary: fc.nat({ max: 3_000 }) },
    { weight: 3, arbitrary: fc.integer({ min: 3_000, max: 20_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 20_000, max: 90_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: -100_000, max: -1 }) },
  )
  .map((milliseconds) => new PassTime(milliseconds));

export const ring = fc.constantFrom(0, 0, 1).map((early_ms) => new Ring(early_ms));

export const startShow = fc.constant(null).map(() => new StartShow());

export const restart = fc
  .record({
    down_ms: fc.oneof(fc.nat({ max: 2_000 }), fc.nat({ max: 100_000 })),
    from: fc.constantFrom('snapshot', 'beginning'),
    durations,
  })
  .map(({ down_ms, from, durations }) => new Restart(down_ms, from, durations));

export function loseCommit(commands: fc.Arbitrary<Ask>): fc.Arbitrary<LoseCommit> {
  return fc.array(commands, { minLength: 1, maxLength: 4 }).map((lost) => new LoseCommit(lost));
}
