import type { Problem } from '../contract.ts';
import { element } from '../dom.ts';
import { NoAnswerError, ProblemError } from '../http.ts';
import { showFailure } from './failure.ts';

/** Where a view says what just happened, or what was refused. */
export interface Notice {
  readonly element: HTMLElement;
  say(words: string): void;
  /** `repeat` does the same again; it is offered where that may help. */
  fail(error: unknown, repeat: () => void): void;
  clear(): void;
}

export function notice(): Notice {
  const place = element('div', { class: 'notice', role: 'alert' });
  return {
    element: place,
    say: (words) => place.replaceChildren(element('span', {}, words)),
    fail: (error, repeat) => showFailure(place, error, mayHelpToRepeat(error) ? repeat : null),
    clear: () => place.replaceChildren(),
  };
}

function mayHelpToRepeat(error: unknown): boolean {
  return error instanceof NoAnswerError || (error instanceof ProblemError && isPassing(error.problem));
}

function isPassing({ status }: Problem): boolean {
  return status === 429 || status >= 500;
}
