import { NoAnswerError, type Problem, ProblemError } from '../../shared/problem.ts';
import { texts } from '../../shared/texts/en.ts';
import { button, element } from '../dom.ts';
import { failure } from './failure.ts';

/** Where a view says what just happened, or what was refused. */
export interface Notice {
  readonly element: HTMLElement;
  say(words: string): void;
  /** `repeat` does the same again; it is offered where that may help. */
  fail(error: unknown, repeat: () => void): void;
  /** Adds something to do about what was said. */
  offer(label: string, act: () => void): void;
  clear(): void;
}

export function notice(): Notice {
  const place = element('div', { class: 'notice', role: 'alert' });

  function show(content: HTMLElement): void {
    const close = button('×', clear, 'close');
    close.setAttribute('aria-label', texts.close);
    place.replaceChildren(content, close);
  }

  function clear(): void {
    place.replaceChildren();
  }

  return {
    element: place,
    say: (words) => show(element('span', {}, words)),
    fail: (error, repeat) => show(failure(error, mayHelpToRepeat(error) ? repeat : null)),
    offer: (label, act) => place.firstElementChild?.append(button(label, act)),
    clear,
  };
}

function mayHelpToRepeat(error: unknown): boolean {
  return error instanceof NoAnswerError || (error instanceof ProblemError && isPassing(error.problem));
}

function isPassing({ status }: Problem): boolean {
  return status === 429 || status >= 500;
}
