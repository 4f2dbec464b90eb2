import { useState } from 'preact/hooks';
import { texts } from '../../shared/texts.ts';
import { CountField } from '../hall/count-field.tsx';

interface JoinFormProps {
  readonly first_count: number;
  readonly onJoin: (count: number) => void;
}

/** A place in the queue, for as many seats as are wanted. */
export function JoinForm({ first_count, onJoin }: JoinFormProps) {
  const [count, setCount] = useState(first_count);
  const submit = (event: Event): void => {
    event.preventDefault();
    onJoin(count);
  };
  return (
    <>
      <h2 tabIndex={-1}>{texts.waiting.joinTitle}</h2>
      <p>{texts.waiting.joinHint}</p>
      <form class="join" onSubmit={submit}>
        <CountField id="waiting-count" label={texts.waiting.count} count={count} onCount={setCount} />
        <button type="submit" class="primary">
          {texts.waiting.join}
        </button>
      </form>
    </>
  );
}
