import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { drawId } from '../../src/ids.ts';
import { startAllInOne } from '../nats/servers/boxoffice.ts';
import { importShows } from '../nats/servers/catalogue.ts';
import type { ClientReport, Course, Task } from './task.ts';

/** How many wait, and what happens to them. */
type Plan = Pick<Task, 'browsers' | 'releases' | 'releases_per_second' | 'releases_a_leave'>;

const CLIENT = fileURLToPath(new URL('client-process.js', import.meta.url));

/** Runs the plan on one show of a service started in the folder, which is to be empty. */
export async function runWaiting(folder: string, plan: Plan): Promise<Course> {
  const [show_id = ''] = importShows(folder, 1);
  const admin_token = drawId();
  const service = await startAllInOne(folder, { BOXOFFICE_ADMIN_TOKEN: admin_token });
  try {
    const { url } = service;
    return await runClient({ ...plan, url, show_id, admin_token, service_pid: service.process.pid });
  } finally {
    await service.process.stop();
  }
}

function runClient(task: Task): Promise<Course> {
  const client = fork(CLIENT);
  return new Promise((resolve, reject) => {
    client.once('message', (report: ClientReport) => {
      if (report.type === 'done') resolve(report.course);
      else reject(new Error(report.reason));
    });
    client.once('exit', (code, signal) => reject(new Error(`The client ended with ${signal ?? code}`)));
    client.send(task);
  });
}
