import { createStore } from './store.ts';

/** How the requests to the service are faring, so that the page can say what it is waiting for. */
export type Connection = 'fine' | 'slow' | 'asking_again' | 'offline';

const SLOW_AFTER_MS = 3_000;

export const connection = createStore<Connection>('fine');

type Trouble = Exclude<Connection, 'fine'>;
const WORST_FIRST: readonly Trouble[] = ['offline', 'asking_again', 'slow'];
const troubles = new Map<symbol, Trouble>();

function tell(): void {
  const present = new Set(troubles.values());
  connection.set(WORST_FIRST.find((trouble) => present.has(trouble)) ?? 'fine');
}

/** One request for which somebody waits, from when it is sent until its answer is there. */
export interface WatchedRequest {
  asksAgain(): void;
  ends(): void;
}

export function watchRequest(): WatchedRequest {
  const id = Symbol();
  const note = (trouble: Trouble): void => {
    troubles.set(id, trouble);
    tell();
  };
  const timer = setTimeout(() => note(navigator.onLine ? 'slow' : 'offline'), SLOW_AFTER_MS);
  return {
    asksAgain: () => note(navigator.onLine ? 'asking_again' : 'offline'),
    ends() {
      clearTimeout(timer);
      troubles.delete(id);
      tell();
    },
  };
}
