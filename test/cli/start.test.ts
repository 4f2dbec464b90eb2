import { createServer } from 'node:net';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { launchService, startService } from '../support/service.ts';
import { importSmallCatalogue } from '../support/small-catalogue.ts';
import { boxoffice, removeTemporaryFolders, temporaryFolder } from './terminal.ts';

const start = suite('start');
start.after(removeTemporaryFolders);

async function smallDataFolder(): Promise<string> {
  const folder = temporaryFolder();
  await importSmallCatalogue(folder, { shows: 1, rows: 2, seats_per_row: 5 });
  return folder;
}

start('says where to go, logs structured lines, and ends with 0 on SIGTERM and on SIGINT', async () => {
  const data_folder = await smallDataFolder();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const service = await startService({ data_folder });
    assert.is(await service.stop(signal), 0);
    const output = service.output();
    assert.match(output, /1 shows in 1 cities/);
    assert.ok(output.includes(`${service.url}/docs`), output);
    assert.ok(output.includes(data_folder), output);
    const lines = output.split('\n').filter((line) => line.startsWith('{'));
    assert.ok(lines.length > 0);
    for (const line of lines) assert.type(JSON.parse(line).msg, 'string');
  }
});

start('a port that is taken is named, with what to do', async () => {
  const data_folder = await smallDataFolder();
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const { port } = address;
  try {
    const ending = await boxoffice(['start'], { BOXOFFICE_DATA: data_folder, BOXOFFICE_PORT: String(port) });
    assert.is(ending.code, 75);
    assert.match(ending.stderr, new RegExp(`^boxoffice: .*127\\.0\\.0\\.1:${port}.*BOXOFFICE_PORT$`, 'm'));
    assert.not.match(ending.stderr, /^\s+at /m);
  } finally {
    other.close();
  }
});

start('a second service on the same data folder is refused, and does the first no harm', async () => {
  const data_folder = await smallDataFolder();
  const first = await startService({ data_folder });
  const second = await launchService({ data_folder });
  assert.is(await second.ended, 75);
  assert.match(second.output(), new RegExp(`^boxoffice: .*${data_folder}.*process ${first.process.pid}`));
  const rebuild = await boxoffice(['rebuild'], { BOXOFFICE_DATA: data_folder });
  assert.is(rebuild.code, 75);
  assert.ok((await fetch(`${first.url}/readyz`)).ok);
  assert.is(await first.stop('SIGTERM'), 0);
});

start('after a kill -9 the data folder is free again', async () => {
  const data_folder = await smallDataFolder();
  const first = await startService({ data_folder });
  assert.is(await first.stop('SIGKILL'), 'SIGKILL');
  const second = await startService({ data_folder });
  assert.is(await second.stop('SIGTERM'), 0);
});

start.run();
