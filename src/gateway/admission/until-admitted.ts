import { type Problem, problem } from '../../protocol/problem.ts';
import type { AdmissionClass } from './classes.ts';
import type { Admission } from './contract.ts';

/** Resolves when the request's turn has come, with null; or with why it is refused. */
export function untilAdmitted(
  admission: Pick<Admission, 'enter'>,
  admission_class: AdmissionClass,
  show_id: string,
): Promise<Problem | null> {
  return new Promise((resolve) => {
    admission.enter({
      admission_class,
      about: show_id,
      // NATS does not tell who no longer waits for a reply.
      isGone: () => false,
      serve: () => resolve(null),
      refuse: (retry_after_s) => resolve(problem('overloaded', { retry_after_s })),
    });
  });
}
