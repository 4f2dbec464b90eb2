import { connection } from '../../shared/connection.ts';
import { useStore } from '../../shared/hooks/use-store.ts';
import { texts } from '../../shared/texts.ts';

/** Says what the page is waiting for, where that takes longer than it should. */
export function ConnectionBar() {
  const state = useStore(connection);
  return (
    <div class="connection" role="status">
      {state === 'fine' ? null : <p>{texts.connection[state]}</p>}
    </div>
  );
}
