import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isConnected, openStage } from './stage.ts';

const stalled = suite('a server that stalls');
const stage = openStage();
stalled.after.each(stage.close);

/** More than the sockets between the two take. */
const MESSAGES = 400;
const MESSAGE = new Uint8Array(64 * 1_024);
const NOTICED_WITHIN_MS = 10_000;

stalled('is noticed however much is on its way to it', async () => {
  const server = await stage.server();
  const { broker } = stage.broker(server.url);
  await isConnected(broker);
  server.signal('SIGSTOP');
  const stalled_at = performance.now();
  for (let sent = 0; sent < MESSAGES; sent += 1) broker.publish('somewhere', MESSAGE);
  await isConnected(broker, false);
  assert.ok(performance.now() - stalled_at < NOTICED_WITHIN_MS);
  server.signal('SIGCONT');
  await isConnected(broker);
});

stalled.run();
