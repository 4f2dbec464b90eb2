import { ProblemError } from '../shared/problem.ts';
import { refusalWords } from '../shared/refusal-words.ts';
import { words } from './texts.ts';

/** What went wrong, read out at once. Nothing where nothing did. */
export function Refusal({ error }: { error: unknown }) {
  return (
    <div class="notice" role="alert">
      {error !== null && <Words error={error} />}
    </div>
  );
}

function Words({ error }: { error: unknown }) {
  const own = ownWords(error);
  if (own !== null) return <p>{own}</p>;
  const { title, detail } = refusalWords(error);
  return (
    <p>
      <strong>{title}.</strong> {detail}
    </p>
  );
}

/** What is worded for buyers otherwise; null where their words do. */
function ownWords(error: unknown): string | null {
  if (!(error instanceof ProblemError)) return null;
  const { code, seats = [] } = error.problem;
  return words.refusals[code]?.(seats.join(', ')) ?? null;
}
