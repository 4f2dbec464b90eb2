import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A process of its own that runs one of the scripts beside this file. */
export interface Child {
  readonly process: ChildProcess;
  /** The next line that it prints; null when it prints no more. */
  nextLine(): Promise<string | null>;
  /** Its remaining lines, once it has ended. */
  rest(): Promise<string[]>;
}

/** `wrapper` is a command line that runs another one, e.g. to limit what it may do. */
export function startChild(
  script: string,
  parameters: readonly string[],
  wrapper: readonly string[] = [],
): Child {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const [command = process.execPath, ...rest] = [...wrapper, process.execPath, file, ...parameters];
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<string | null> => {
    const { value, done } = await lines.next();
    return done === true ? null : value;
  };
  return {
    process: child,
    nextLine,
    async rest(): Promise<string[]> {
      const collected: string[] = [];
      for (let line = await nextLine(); line !== null; line = await nextLine()) collected.push(line);
      return collected;
    },
  };
}
