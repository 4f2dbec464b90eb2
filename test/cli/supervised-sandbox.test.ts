import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createLogger } from '../../src/cli/logger.ts';
import { superviseSandbox } from '../../src/cli/parts/supervised-sandbox.ts';
import { removeTemporaryFolders, temporaryFolder } from './terminal.ts';

const supervised = suite('the sandbox that start runs');
supervised.after(removeTemporaryFolders);

const SECRETS = {
  api_secret: 'the-api-secret-of-the-tests',
  webhook_secret: 'the-webhook-secret-of-the-tests',
};
const TIME_TO_START_MS = 30_000;

supervised('is started again also where the system could not run it at first', async () => {
  const node = process.execPath;
  process.env.BOXOFFICE_DATA = temporaryFolder();
  // As where there are too many processes: the attempt fails, and no process ends.
  process.execPath = '/there/is/no/such/program';
  const sandbox = superviseSandbox(SECRETS, createLogger('silent'));
  process.execPath = node;
  try {
    const url = await sandbox.address(AbortSignal.timeout(TIME_TO_START_MS));
    assert.is((await fetch(`${url}/books`)).status, 401);
  } finally {
    await sandbox.close();
  }
});

supervised('is closed also where it could never be run', async () => {
  const node = process.execPath;
  process.execPath = '/there/is/no/such/program';
  const sandbox = superviseSandbox(SECRETS, createLogger('silent'));
  process.execPath = node;
  await sandbox.close();
});

supervised.run();
