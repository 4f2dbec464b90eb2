import type { Problem } from '../protocol/problem.ts';
import type { ProblemCode } from '../protocol/problem-kinds.ts';

/** The box office says no, and in `problem` why and what to do next. */
export class BoxofficeError extends Error {
  override readonly name = 'BoxofficeError';
  /** The whole problem document; some codes bring members of their own, such as `seats` or `waiting_id`. */
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.title}. ${problem.detail}`);
    this.problem = problem;
  }

  /** What it is; stable, to be switched over. */
  get code(): ProblemCode {
    return this.problem.code;
  }

  /** The HTTP status of it, over NATS too. */
  get status(): number {
    return this.problem.status;
  }
}

/**
 * No answer came in time, though the request was repeated until then. Whether it was done is not known: to find out,
 * repeat it with the same `idempotency_key`, or read the booking.
 */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

/**
 * There is no connection, or it was lost before the answer came, and the client gave up trying; `cause` says more. Whether
 * the request was done is not known, as with `TimeoutError`.
 */
export class ConnectionError extends Error {
  override readonly name: string = 'ConnectionError';
}

/** The client was closed, by its own side. */
export class ClosedError extends ConnectionError {
  override readonly name = 'ClosedError';

  constructor() {
    super('the client is closed');
  }
}

/** Somebody answered who is not the box office: most likely the address is wrong. Nothing is repeated. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';
}

/** Whether the error is the box office's refusal by one of these codes: `isRefusal(error, 'retry', 'show_full')`. */
export function isRefusal(error: unknown, ...codes: readonly ProblemCode[]): error is BoxofficeError {
  return error instanceof BoxofficeError && codes.includes(error.code);
}
