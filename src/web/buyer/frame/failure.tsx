import { refusalWords } from '../../shared/refusal-words.ts';
import { texts } from '../../shared/texts.ts';

interface FailureProps {
  readonly error: unknown;
  /** What "Try again" does; null where that is no use. */
  readonly repeat: (() => void) | null;
}

/** Says what went wrong, and what to do next. */
export function Failure({ error, repeat }: FailureProps) {
  const { title, detail } = refusalWords(error);
  return (
    <div class="failure">
      <strong>{title}</strong>
      <span>{detail}</span>
      {repeat === null ? null : (
        <button type="button" onClick={repeat}>
          {texts.tryAgain}
        </button>
      )}
    </div>
  );
}
