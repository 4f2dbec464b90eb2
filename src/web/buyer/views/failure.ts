import { seatNames } from '../../shared/format.ts';
import { NoAnswerError, ProblemError } from '../../shared/problem.ts';
import { texts } from '../../shared/texts/en.ts';
import { button, element } from '../dom.ts';

/** Says what went wrong; `repeat` is what "Try again" does, null where that is no use. */
export function failure(error: unknown, repeat: (() => void) | null): HTMLElement {
  const { title, detail } = wordsFor(error);
  return element(
    'div',
    { class: 'failure' },
    element('strong', {}, title),
    element('span', {}, detail),
    repeat === null ? null : button(texts.tryAgain, repeat),
  );
}

/**
 * The service's own title for what it refused. Its detail is written for those who program against it: where a person
 * would be told about fields and headers, the page says the same in plain words.
 */
export function wordsFor(error: unknown): { readonly title: string; readonly detail: string } {
  if (error instanceof NoAnswerError) return texts.noAnswer;
  if (!(error instanceof ProblemError)) {
    reportError(error);
    return texts.pageFailed;
  }
  const { problem } = error;
  const plain = texts.problems[problem.code === 'retry' ? `retry/${problem.reason}` : problem.code];
  const seats = (problem.seats ?? []).map(seatOf);
  return {
    title: problem.title,
    detail: plain === undefined ? problem.detail : plain(seatNames(seats)),
  };
}

/** `A-12` is row A, seat 12; a row's name may have a hyphen itself. */
function seatOf(seat_id: string): { row: string; number: number } {
  const hyphen = seat_id.lastIndexOf('-');
  return { row: seat_id.slice(0, hyphen), number: Number(seat_id.slice(hyphen + 1)) };
}
