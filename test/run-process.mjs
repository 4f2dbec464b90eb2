import { spawn } from 'node:child_process';

/** A test file that takes longer is ended: uvu has no time-outs of its own. */
const LIMIT_MS = 5 * 60_000;

/** The process groups that are running, by the id of their leader. */
const running = new Set();

/**
 * Runs Node with these parameters to its end, or ends it at the limit, with all that it started.
 * @returns {Promise<{ output: string, trouble: string | null, seconds: number }>} all that it printed, and what went
 *   wrong with the process, or null
 */
export function runProcess(root, parameters) {
  return new Promise((resolve) => {
    const start = performance.now();
    const child = spawn(process.execPath, parameters, {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what it started can be ended with it.
      detached: true,
    });
    running.add(child.pid);
    let output = '';
    const collect = (chunk) => {
      output += chunk;
    };
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);

    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      endGroup(child.pid);
    }, LIMIT_MS);
    child.on('exit', () => {
      clearTimeout(timer);
      endGroup(child.pid);
    });
    child.on('close', (code, signal) => {
      running.delete(child.pid);
      const trouble = timedOut ? `it did not end within ${LIMIT_MS / 1_000} s` : troubleOf(code, signal);
      resolve({ output, trouble, seconds: (performance.now() - start) / 1_000 });
    });
  });
}

/** Ends everything that is running, for when the runner itself is stopped. */
export function endAll() {
  for (const leader of running) endGroup(leader);
}

function endGroup(leader) {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    // ESRCH: nothing of it is left, as it should be.
    if (error.code !== 'ESRCH') throw error;
  }
}

function troubleOf(code, signal) {
  if (signal !== null) return `it ended by ${signal}`;
  return code === 0 ? null : `it ended with exit code ${code}`;
}
