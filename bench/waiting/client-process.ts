import { runCrowd } from './crowd.ts';
import type { ClientReport, Task } from './task.ts';

// The crowd in a process of its own, for one task; it ends when it is let go.
process.once('message', (task: Task) => {
  runCrowd(task).then(
    (course) => tell({ type: 'done', course }),
    (error: unknown) => tell({ type: 'failed', reason: String(error) }),
  );
});

function tell(report: ClientReport): void {
  process.send?.(report, () => process.exit());
}
