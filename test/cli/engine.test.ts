import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { endProcesses, folderWithShow, launch, openServer, READY, says, statusOf } from './processes.ts';
import { boxoffice, temporaryFolder } from './terminal.ts';

const engine_command = suite('engine');
engine_command.after.each(endProcesses);

engine_command('an engine and a gateway need a server, and start owns everything', async () => {
  const environment = { BOXOFFICE_DATA: temporaryFolder() };
  for (const command of ['engine', 'gateway']) {
    const { code, stderr } = await boxoffice([command], environment);
    assert.is(code, 2);
    assert.match(stderr, new RegExp(`^boxoffice: 'boxoffice ${command}' .*--nats URL.*BOXOFFICE_NATS_URL`));
  }
  const secret = await boxoffice(['engine', '--nats', 'nats://me:hush@127.0.0.1'], environment);
  assert.is(secret.code, 2);
  assert.match(secret.stderr, /--nats .*BOXOFFICE_NATS_PASSWORD/);
  assert.not.match(secret.stderr, /hush/);
  const partial = await boxoffice(['start'], { ...environment, BOXOFFICE_PARTITIONS: '0-31' });
  assert.is(partial.code, 2);
  assert.match(partial.stderr, /BOXOFFICE_PARTITIONS .*engine/);
});

engine_command('an engine says what it sells, shows its operator how it is, and ends with 0', async () => {
  const { url } = await openServer();
  const engine = await launch(await folderWithShow(), 'engine', '--nats', url, '--partitions', '0-63');
  await says(engine, READY);
  await says(engine, /data +\//);
  assert.match(engine.output(), /^boxoffice engine \w{26} sells the shows of partitions 0-63\.$/m);
  assert.ok(engine.output().includes(`${engine.url}/metrics`));
  assert.is(await statusOf(`${engine.url}/healthz`), 200);
  assert.is(await statusOf(`${engine.url}/readyz`), 200);
  assert.is(await statusOf(`${engine.url}/v1/cities`), 404);
  const metrics = await (await fetch(`${engine.url}/metrics`)).text();
  for (const name of ['commands_total', 'log_available', 'loop_delay_seconds', 'catalogue_size']) {
    assert.match(metrics, new RegExp(`^boxoffice_${name}`, 'm'));
  }
  assert.is(await engine.stop('SIGTERM'), 0);
  assert.match(engine.output(), /"msg":"stopped"/);
});

engine_command(
  'a second engine of the same partitions is told who has them, and does the first no harm',
  async () => {
    const { url } = await openServer();
    const folder = await folderWithShow();
    const first = await launch(folder, 'engine', '--nats', url, '--partitions', '0-40');
    await says(first, READY);
    const [, engine_id = ''] = /boxoffice engine (\w{26})/.exec(first.output()) ?? [];
    const second = await launch(temporaryFolder(), 'engine', '--nats', url, '--partitions', '40-63');
    assert.is(await second.ended, 75);
    const [line = ''] = second
      .output()
      .split('\n')
      .filter((each) => each.startsWith('boxoffice: '));
    for (const part of ['partitions 40 ', engine_id, folder, '--partitions'])
      assert.ok(line.includes(part), line);
    const whole = await launch(await folderWithShow(), 'start', '--nats', url);
    assert.is(await whole.ended, 75);
    assert.is(await statusOf(`${first.url}/readyz`), 200);
  },
);

engine_command('an engine waits for its server, not ready, and can be stopped meanwhile', async () => {
  const server = await openServer();
  await server.stop();
  const folder = await folderWithShow();
  const engine = await launch(folder, 'engine', '--nats', server.url);
  await says(engine, /cannot be reached/);
  assert.is(await statusOf(`${engine.url}/healthz`), 200);
  assert.is(await statusOf(`${engine.url}/readyz`), 503);
  assert.is(await engine.stop('SIGTERM'), 0);

  const again = await launch(folder, 'engine', '--nats', server.url);
  await says(again, /cannot be reached/);
  await server.start();
  await says(again, READY);
  assert.is(await statusOf(`${again.url}/readyz`), 200);
});

engine_command.run();
