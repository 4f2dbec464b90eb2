import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Engine, type EngineOptions, openEngine, UnavailableError } from '../../actors/index.ts';
import { DEFAULT_LIMITS } from '../../actors/limits.ts';
import { type EventLog, LogBrokenError, openMemoryLog } from '../../persistence/index.ts';
import { showIn } from '../rules/halls.ts';
import { booking, id, join, pay, readBooking, reserve } from '../rules/people.ts';

const SHOW_ID = id('SHOW', '1');
const ALL_SEATS = ['A-1', 'A-2', 'A-3', 'A-4'];

interface Troubled {
  readonly engine: Engine;
  /** What was called, and why. */
  readonly told: string[];
}

async function openTroubled(log: EventLog, options: Partial<EngineOptions> = {}): Promise<Troubled> {
  const definition = { ...showIn(['rrrr'], Date.now() + 3_600_000), show_id: SHOW_ID };
  const told: string[] = [];
  const engine = await openEngine({
    log,
    definitionOf: () => definition,
    limits: DEFAULT_LIMITS,
    clock: Date.now,
    onBroken: ({ name }) => told.push(`broken: ${name}`),
    onCrash: (_show_id, { message, cause }) =>
      told.push(cause instanceof Error ? `${message}: ${cause.message}` : message),
    ...options,
  });
  return { engine, told };
}

const trouble = suite('an engine in trouble');

trouble('an outage ends when the log has room again, also where nobody writes', async () => {
  let outcome: 'committed' | 'full' = 'committed';
  const log = openMemoryLog({ outcomeOf: () => outcome });
  const limits = { ...DEFAULT_LIMITS, reservation_ms: 1_000, reservation_buffer_ms: 0, outage_grace_ms: 100 };
  const { engine } = await openTroubled(log, { limits });
  const served = new Promise<string>((resolve) => {
    engine.onFact(({ ended_waitings }) => {
      for (const waiting of ended_waitings) resolve(`${waiting.status} ${waiting.booking?.booking_id}`);
    });
  });
  await engine.ask(SHOW_ID, reserve('anna', ...ALL_SEATS));
  await engine.ask(SHOW_ID, join('ben', 2));
  outcome = 'full';
  const refused = await engine.ask(SHOW_ID, join('cleo', 1)).catch((error: unknown) => error);
  assert.instance(refused, UnavailableError);
  assert.not(engine.statistics().log_available);
  outcome = 'committed';
  // Nobody asks for anything more: anna's reservation lapses, and ben gets what she had.
  assert.is(await served, `served ${booking('ben')}`);
  assert.ok(engine.statistics().log_available);
  await engine.close();
});

trouble('a catalogue that fails makes a show unavailable, and nothing else', async () => {
  const failing = (): never => {
    throw new Error('the catalogue is locked');
  };
  const { engine, told } = await openTroubled(openMemoryLog(), { definitionOf: failing });
  const refused = await engine.ask(SHOW_ID, { type: 'read_seat_map' }).catch((error: unknown) => error);
  assert.instance(refused, UnavailableError);
  assert.equal(told, ['the catalogue is locked']);
  assert.is(engine.statistics().commands_pending, 0);
  await engine.close();
});

trouble('a listener that fails holds up neither replies nor other listeners', async () => {
  const { engine, told } = await openTroubled(openMemoryLog());
  const heard: number[] = [];
  engine.onFact(() => {
    throw new Error('no fact');
  });
  engine.onFact(({ sequence }) => heard.push(sequence));
  engine.onPaymentDue(() => {
    throw new Error('no payment');
  });
  assert.is((await engine.ask(SHOW_ID, reserve('anna', 'A-1'))).type, 'booking');
  assert.is((await engine.ask(SHOW_ID, pay('anna'))).type, 'payment');
  assert.equal(heard, [1, 3]);
  assert.equal(
    told.map((words) => words.split(': ')[1]),
    ['no fact', 'no fact', 'no payment'],
  );
  await engine.close();
});

trouble('a show wakes although a listener fails on its open payments', async () => {
  const log = openMemoryLog();
  const first = await openTroubled({ ...log, close: async () => undefined });
  await first.engine.ask(SHOW_ID, reserve('anna', 'A-1'));
  await first.engine.ask(SHOW_ID, pay('anna'));
  await first.engine.close();
  // The alarm would have woken it before anybody could listen.
  const { engine } = await openTroubled({ ...log, deadlines: async () => [] });
  engine.onPaymentDue(() => {
    throw new Error('no payment');
  });
  assert.is((await engine.ask(SHOW_ID, readBooking('anna'))).type, 'booking');
  assert.is((await engine.ask(SHOW_ID, readBooking('anna'))).type, 'booking');
  await engine.close();
});

trouble('a log that breaks is told of at once, whatever it was asked', async () => {
  const broken = async (): Promise<never> => {
    throw new LogBrokenError('the disk fails');
  };
  const ask: readonly [Partial<EventLog>, (engine: Engine) => Promise<unknown>][] = [
    [{ wake: broken }, (engine) => engine.ask(SHOW_ID, { type: 'read_seat_map' })],
    [{ append: broken }, (engine) => engine.ask(SHOW_ID, reserve('anna', 'A-1'))],
    [{ findBooking: broken }, (engine) => engine.ask(SHOW_ID, readBooking('nobody'))],
    [{ findSessionBookings: broken }, (engine) => engine.sessionBookings('somebody')],
    [{ snapshot: broken }, takeManySteps],
  ];
  for (const [failing, asked] of ask) {
    const { engine, told } = await openTroubled({ ...openMemoryLog(), ...failing });
    await asked(engine).catch(() => undefined);
    assert.is(told[0], 'broken: LogBrokenError', Object.keys(failing)[0]);
    await engine.close();
  }
});

trouble('a show that is just being woken when the engine closes is let go of without a word', async () => {
  const log = openMemoryLog({ outcomeOf: () => 'full' });
  let wakes = 0;
  let goOn = (): void => undefined;
  let onWakingAgain = (): void => undefined;
  const waking_again = new Promise<void>((resolve) => {
    onWakingAgain = resolve;
  });
  const wake: EventLog['wake'] = async (show_id) => {
    const awakening = await log.wake(show_id);
    wakes += 1;
    if (wakes > 1) {
      onWakingAgain();
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
    }
    return awakening;
  };
  const { engine, told } = await openTroubled({ ...log, wake });
  await engine.ask(SHOW_ID, reserve('anna', 'A-1')).catch(() => undefined);
  await waking_again;
  await engine.close();
  goOn();
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(told, []);
});

/** So many that the show is written down. */
async function takeManySteps(engine: Engine): Promise<void> {
  for (let step = 0; step < 210; step += 1) {
    await engine.ask(SHOW_ID, { type: 'block_seats', seats: step % 2 === 0 ? ['A-1'] : [] });
  }
}

trouble.run();
