import { parentPort, workerData } from 'node:worker_threads';
import { openLogReader } from '../../persistence/index.ts';
import { timelineOf } from './timeline.ts';
import type { TimelineTask } from './timelines.ts';

/** The thread that plays a show back, see `openTimelines`. */

const { data_folder, show_id, range }: TimelineTask = workerData;
const reader = openLogReader(data_folder);
try {
  parentPort?.postMessage(timelineOf(show_id, reader.history(show_id), range));
} finally {
  reader.close();
}
