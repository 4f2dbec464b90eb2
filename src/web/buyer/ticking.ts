/** Calls `task` again and again until the signal is aborted. */
export function every(period_ms: number, task: () => void, signal: AbortSignal): void {
  const timer = setInterval(task, period_ms);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}
