/** RFC 9457, with the members that some refusals add. */
export interface Problem {
  readonly title: string;
  readonly detail: string;
  readonly status: number;
  readonly code: string;
  /** Of `retry`: `held` or `queue`; of a declined payment the bank's word. */
  readonly reason?: string;
  readonly seats?: readonly string[];
  readonly waiting_id?: string;
}

/** The service's refusal, as it words it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

/** No answer came, so what was asked may or may not have been done; repeating the same intent is safe. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}
