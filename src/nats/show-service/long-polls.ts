import { type Answer, problemAnswer } from '../../protocol/answers.ts';
import { problem } from '../../protocol/problem.ts';

/** Each holds a timer and a few listeners, about 2 kB, also when whoever asked is long gone. */
const LONG_POLLS_MOST = 20_000;
const RETRY_AFTER_S = 2;

/** Requests that are held open until there is news. */
export interface LongPolls {
  /** Asks; where the answer is waited for, only while there is room for one more. */
  hold(wait_s: number | undefined, ask: () => Promise<Answer>): Promise<Answer>;
}

export function createLongPolls(): LongPolls {
  let open = 0;
  return {
    async hold(wait_s, ask) {
      if (wait_s === undefined || wait_s === 0) return ask();
      if (open === LONG_POLLS_MOST) {
        return problemAnswer(problem('overloaded', { retry_after_s: RETRY_AFTER_S }));
      }
      open += 1;
      try {
        return await ask();
      } finally {
        open -= 1;
      }
    },
  };
}
