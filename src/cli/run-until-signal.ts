import type { Logger } from './logger.ts';
import { stopOnSignal } from './stopping.ts';

/** What is open in this process, to be closed when it stops: what was opened last goes first. */
export interface Opened {
  /** Says how to close what has just been opened. */
  onStop(close: () => Promise<unknown>): void;
  isStopping(): boolean;
}

/** Opens a process part by part; resolves once all is open. A signal closes what is open by then, and ends the process. */
export async function runUntilSignal(logger: Logger, open: (opened: Opened) => Promise<void>): Promise<void> {
  const closes: (() => Promise<unknown>)[] = [];
  let is_stopping = false;
  stopOnSignal(async () => {
    is_stopping = true;
    for (let close = closes.pop(); close !== undefined; close = closes.pop()) await close();
  }, logger);
  try {
    await open({ onStop: (close) => closes.push(close), isStopping: () => is_stopping });
  } catch (error) {
    // What was still being opened finds closed what it builds on, which is no failure.
    if (!is_stopping) throw error;
  }
}
