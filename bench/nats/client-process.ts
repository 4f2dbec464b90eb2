import { runClient } from './client.ts';
import type { ClientReport, ClientTask } from './contestant.ts';

// The client in a process of its own: each message is a task, and is answered with how it went. It ends when it is let go.
process.on('message', (task: ClientTask) => {
  runClient(task).then(
    (outcome) => tell({ type: 'done', outcome }),
    (error: unknown) => tell({ type: 'failed', reason: String(error) }),
  );
});

function tell(report: ClientReport): void {
  process.send?.(report);
}
