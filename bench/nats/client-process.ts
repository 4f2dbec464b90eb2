import { runClient } from './client.ts';
import type { ClientTask } from './contestant.ts';

// The client in a process of its own: its one argument is its task, its one message the outcome.
const task: ClientTask = JSON.parse(process.argv[2] ?? '');
const outcome = await runClient(task);
process.send?.(outcome);
