import { collectGarbage, residentMemory } from '../machine/memory.ts';
import type { MemoryUse, Phase, PhaseMessage, SellPhase, WakePhase } from './phase.ts';
import { sellTheDay } from './sell.ts';
import { openDay, showIds } from './shows.ts';

// One phase in a process of its own: its one argument is the phase, its messages are what it has seen.
const phase: Phase = JSON.parse(process.argv[2] ?? '');
if (phase.type === 'sell') await sell(phase);
else await wake(phase);

async function sell(phase: SellPhase): Promise<void> {
  const engine = await openDay(phase.folder, phase.shows);
  const start = performance.now();
  const sold = await sellTheDay(engine, phase, (line) => void tell({ type: 'progress', line }));
  const seconds = (performance.now() - start) / 1_000;
  expectAwake(engine.statistics().shows_awake, phase.shows);
  await tell({ type: 'done', outcome: { ...sold, seconds, memory: await memoryUse() } });
  process.kill(process.pid, 'SIGKILL');
}

async function wake(phase: WakePhase): Promise<void> {
  const engine = await openDay(phase.folder, phase.shows);
  const [first = '', ...others] = showIds(phase.shows);
  await engine.ask(first, { type: 'read_seat_map' });
  // `performance.now()` counts from the start of the process.
  const first_answer = performance.now() / 1_000;
  await Promise.all(others.map((show_id) => engine.ask(show_id, { type: 'settle' })));
  const all_awake = performance.now() / 1_000;
  expectAwake(engine.statistics().shows_awake, phase.shows);
  const memory = await memoryUse();
  await engine.close();
  await tell({ type: 'done', outcome: { first_answer, all_awake, memory } });
  process.disconnect();
}

function expectAwake(awake: number, shows: number): void {
  if (awake !== shows) throw new Error(`${awake} of ${shows} shows are awake`);
}

async function memoryUse(): Promise<MemoryUse> {
  const before_gc = residentMemory();
  await collectGarbage();
  return { before_gc, after_gc: residentMemory() };
}

/** Resolves once the message has left this process. */
function tell(message: PhaseMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, (error: Error | null) => (error === null ? resolve() : reject(error)));
  });
}
