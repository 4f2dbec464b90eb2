import { connection } from '../../shared/connection.ts';
import { useStore } from '../../shared/hooks/use-store.ts';
import { texts } from '../../shared/texts.ts';
import { finishing, unfinished } from './finish-unanswered.ts';
import { Notice } from './notice.tsx';

/** Says what the page is waiting for, where that takes longer than it should or was begun before a reload. */
export function StatusBar() {
  const state = useStore(connection);
  const isFinishing = useStore(finishing);
  const refused = useStore(unfinished);
  const words = state === 'fine' ? (isFinishing ? texts.doing.finishing : null) : texts.connection[state];
  return (
    <div class="status-bar">
      <div role="status">{words === null ? null : <p>{words}</p>}</div>
      <Notice news={refused} onClose={() => unfinished.set(null)} />
    </div>
  );
}
