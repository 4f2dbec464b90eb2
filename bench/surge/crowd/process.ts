import { runCrowd } from './crowd.ts';
import type { CrowdReport, Task } from './task.ts';

// The crowd in a process of its own, for one task; it ends when it is let go.
process.once('message', (task: Task) => {
  const observer = {
    began: (at: number) => tell({ type: 'began', at }),
    progress: (line: string) => tell({ type: 'progress', line }),
  };
  runCrowd(task, observer).then(
    (course) => tell({ type: 'done', course }, () => process.exit()),
    (error: unknown) =>
      tell({ type: 'failed', reason: error instanceof Error ? `${error.stack}` : String(error) }, () =>
        process.exit(),
      ),
  );
});

function tell(report: CrowdReport, then = (): void => {}): void {
  process.send?.(report, then);
}
