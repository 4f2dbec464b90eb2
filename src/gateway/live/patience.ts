import { TurnoverMap } from '../../../actors/collections/turnover-map.ts';
import type { Places } from './places.ts';

/** Who waits for an answer, and may leave before it comes. */
export interface Caller {
  isGone(): boolean;
  /** Calls the listener when they leave; returns what takes it back. */
  onGone(listener: () => void): () => void;
}

/** Everybody who waits for an answer, and for how long at most. */
export interface Patience {
  /**
   * Resolves when `wake`, which `begin` is given, is called, after `wait_ms`, when the caller leaves, or when
   * everybody is let go; says which.
   */
  wait(
    wait_ms: number,
    caller: Caller,
    begin: (wake: () => void) => void,
    importance?: Importance,
  ): Promise<WaitingEnd>;
  /** Whoever waits now or later waits no longer. */
  letGo(): void;
}

/** Whoever pays waits in any case; news can be asked for again. */
export type Importance = 'news' | 'payment';

/** `no_place`: so many are held open already that it was not waited at all. */
export type WaitingEnd = 'woken' | 'time_over' | 'gone' | 'let_go' | 'no_place';

type Finish = (end: WaitingEnd) => void;

export function createPatience(places: Places): Patience {
  const waiting = new TurnoverMap<Finish, Finish>();
  let is_over = false;
  return {
    wait(wait_ms, caller, begin, importance = 'news') {
      if (is_over) return Promise.resolve('let_go');
      if (caller.isGone()) return Promise.resolve('gone');
      const takes_place = importance === 'news';
      if (takes_place && !places.take()) return Promise.resolve('no_place');
      return new Promise((resolve) => {
        const finish = (end: WaitingEnd): void => {
          // There can be more than one reason at a time; the place is freed once.
          if (!waiting.delete(finish)) return;
          clearTimeout(timer);
          stopListening();
          if (takes_place) places.free();
          resolve(end);
        };
        const timer = setTimeout(finish, wait_ms, 'time_over');
        const stopListening = caller.onGone(() => finish('gone'));
        waiting.set(finish, finish);
        begin(() => finish('woken'));
      });
    },
    letGo() {
      is_over = true;
      for (const finish of waiting.values()) finish('let_go');
    },
  };
}
