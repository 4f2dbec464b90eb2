import { fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Phase, PhaseMessage, SellPhase, Sold, WakePhase, Woken } from './phase.ts';

type OnProgress = (line: string) => void;

/** Runs a phase in a process of its own, so that its memory is its own. */
export function runPhase(phase: SellPhase, onProgress: OnProgress): Promise<Sold>;
export function runPhase(phase: WakePhase, onProgress: OnProgress): Promise<Woken>;
export function runPhase(phase: Phase, onProgress: OnProgress): Promise<Sold | Woken> {
  const program = join(fileURLToPath(import.meta.url), '..', 'phase-process.js');
  const child = fork(program, [JSON.stringify(phase)], { execArgv: ['--expose-gc'] });
  let outcome: Sold | Woken | null = null;
  child.on('message', (message: PhaseMessage) => {
    if (message.type === 'progress') onProgress(message.line);
    else outcome = message.outcome;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (outcome === null) reject(new Error(`The phase ended with ${signal ?? code}`));
      else resolve(outcome);
    });
  });
}
