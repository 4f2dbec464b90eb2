import { seatNames } from './format.ts';
import { NoAnswerError, type Problem, ProblemError } from './problem.ts';
import { texts } from './texts.ts';

export interface Words {
  readonly title: string;
  readonly detail: string;
}

/**
 * What went wrong in plain words, and what to do next. The service words its refusals for those who program against it;
 * here they are worded for people, in their language.
 */
export function refusalWords(error: unknown): Words {
  if (error instanceof NoAnswerError) return texts.noAnswer;
  if (!(error instanceof ProblemError)) {
    reportError(error);
    return texts.pageFailed;
  }
  const { problem } = error;
  const words = texts.problems[keyOf(problem)];
  if (words === undefined) return { title: problem.title, detail: problem.detail };
  const [title, detail] = words(seatNames((problem.seats ?? []).map(seatOf)));
  return { title, detail };
}

/** Whether the same may go better a moment later. */
export function mayHelpToRepeat(error: unknown): boolean {
  if (error instanceof NoAnswerError) return true;
  return error instanceof ProblemError && (error.problem.status === 429 || error.problem.status >= 500);
}

function keyOf({ code, reason }: Problem): string {
  return code === 'retry' ? `retry/${reason}` : code;
}

/** `A-12` is row A, seat 12; a row's name may have a hyphen itself. */
function seatOf(seat_id: string): { row: string; number: number } {
  const hyphen = seat_id.lastIndexOf('-');
  return { row: seat_id.slice(0, hyphen), number: Number(seat_id.slice(hyphen + 1)) };
}
