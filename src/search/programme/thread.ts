import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../../catalogue/database.ts';
import type { ProgrammeTask } from './fetch-programme.ts';
import { buffersOf, readProgramme } from './read-programme.ts';

/** The thread that reads the programme, see `fetchProgramme`. */

const { data_folder, from }: ProgrammeTask = workerData;
const database = openDatabase(data_folder);
try {
  const programme = readProgramme(database, from);
  parentPort?.postMessage(programme, buffersOf(programme));
} finally {
  database.close();
}
