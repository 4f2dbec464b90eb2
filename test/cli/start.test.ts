import { createServer } from 'node:net';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { launchService, type Service, startService } from '../support/service.ts';
import { importSmallCatalogue } from '../support/small-catalogue.ts';
import { boxoffice, removeTemporaryFolders, temporaryFolder } from './terminal.ts';

const start = suite('start');
start.after(removeTemporaryFolders);

async function smallDataFolder(): Promise<string> {
  const folder = temporaryFolder();
  await importSmallCatalogue(folder, { shows: 1, rows: 2, seats_per_row: 5 });
  return folder;
}

/** Resolves once the service has logged that it is ready, however long that takes; rejects where it ends before. */
function saysReady(service: Service): Promise<void> {
  return new Promise((resolve, reject) => {
    service.process.stderr?.on('data', () => {
      if (service.output().includes('"msg":"ready"')) resolve();
    });
    service.ended.then(() => reject(new Error(`it ended:\n${service.output()}`)), reject);
  });
}

start('says where to go, logs structured lines, and ends with 0 on SIGTERM and on SIGINT', async () => {
  const data_folder = await smallDataFolder();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const service = await startService({ data_folder });
    assert.is(await service.stop(signal), 0);
    const output = service.output();
    assert.match(output, /1 shows to come in 1 cities/);
    assert.ok(output.includes(`${service.url}/docs`), output);
    assert.ok(output.includes(data_folder), output);
    const lines = output.split('\n').filter((line) => line.startsWith('{'));
    assert.ok(lines.length > 0);
    for (const line of lines) assert.type(JSON.parse(line).msg, 'string');
  }
});

start('an empty data folder is filled with the demo, once', async () => {
  const data_folder = join(temporaryFolder(), 'new', 'data');
  for (const attempt of [1, 2]) {
    const service = await launchService({ data_folder });
    await saysReady(service);
    const cities = await fetch(`${service.url}/v1/cities?name=Berlin`);
    assert.match(await cities.text(), /"total":1,/);
    assert.is(await service.stop('SIGTERM'), 0);
    assert.match(service.output(), /shows to come in 500 cities/);
    assert.is(service.output().includes('Building the demo'), attempt === 1);
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
