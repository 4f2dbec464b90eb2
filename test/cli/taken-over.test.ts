import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openProxy } from '../nats/proxy.ts';
import { freePort } from '../support/free-port.ts';
import { endProcesses, folderWithShow, launch, openServer, READY, says, statusOf } from './processes.ts';

const taken_over = suite('taken over');
taken_over.after.each(endProcesses);

taken_over('an engine that was away while another took over ends at once', async () => {
  const server = await openServer();
  const proxy = await openProxy(server.port);
  const away = await launch(await folderWithShow(), 'engine', '--nats', proxy.url, '--partitions', '0-63');
  await says(away, READY);
  proxy.cut();
  await says(away, /is lost; connecting again/);
  const newer = await launch(await folderWithShow(), 'engine', '--nats', server.url, '--partitions', '63');
  await says(newer, READY);
  proxy.mend();
  assert.is(await away.ended, 75);
  assert.match(away.output(), /"level":60,.*partitions 63 .*another engine has taken over/);
  assert.is(await statusOf(`${newer.url}/readyz`), 200);
  await proxy.close();
});

taken_over('a box office that joins late and finds its partitions taken ends at once', async () => {
  const server = await openServer();
  const proxy = await openProxy(server.port);
  proxy.cut();
  const late = await launch(await folderWithShow(), 'start', '--nats', proxy.url);
  await says(late, READY);
  const engine = await launch(await folderWithShow(), 'engine', '--nats', server.url);
  await says(engine, READY);
  proxy.mend();
  assert.is(await late.ended, 75);
  assert.match(late.output(), /"level":60,.*partitions 0-63 .*could not join/);
  assert.is(await statusOf(`${engine.url}/readyz`), 200);
  await proxy.close();
});

taken_over('two engines that could not hear one another: once they do, the older one ends', async () => {
  const port = await freePort();
  const first = await openServer(
    `cluster { name: boxoffice, listen: "127.0.0.1:${port}", no_advertise: true }`,
  );
  const proxy = await openProxy(port);
  proxy.cut();
  const route = `routes: ["nats-route://127.0.0.1:${new URL(proxy.url).port}"]`;
  const second = await openServer(
    `cluster { name: boxoffice, listen: "127.0.0.1:${await freePort()}", no_advertise: true, ${route} }`,
  );
  const older = await launch(await folderWithShow(), 'engine', '--nats', first.url);
  await says(older, READY);
  const newer = await launch(await folderWithShow(), 'engine', '--nats', second.url);
  await says(newer, READY);
  proxy.mend();
  assert.is(await older.ended, 75);
  assert.match(older.output(), /another engine has taken over/);
  assert.is(await statusOf(`${newer.url}/readyz`), 200);
  await proxy.close();
});

taken_over.run();
