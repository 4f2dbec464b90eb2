import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { partitionOf } from '../../persistence/partition.ts';
import { createEngineWatch } from '../../src/client/nats/engine-watch.ts';
import type { Broker } from '../../src/nats/broker.ts';
import { newestSubject } from '../../src/nats/subjects.ts';
import { isConnected, openStage } from '../nats/stage.ts';

/** Who waits for something that an engine holds open hears that the engine is gone. */
const watching = suite('watching engines');
const stage = openStage();
watching.after.each(stage.close);

const SHOW_ID = '01M83NJ904ANKXSA22JN8678ST';
const NEWEST = newestSubject(partitionOf(SHOW_ID));

let number = 0;

/** What an engine says twice a second. */
function speak(broker: Broker, engine_id: string): void {
  number += 1;
  const message = { engine_id, number, log_available: true, shows: [] };
  broker.publish(NEWEST, new TextEncoder().encode(JSON.stringify(message)));
}

async function openScene() {
  const { url } = await stage.server();
  const [engine, frontend] = [stage.broker(url).broker, stage.broker(url).broker];
  await Promise.all([isConnected(engine), isConnected(frontend)]);
  const heard: string[] = [];
  const watch = createEngineWatch(frontend);
  /** Resolves once what was sent before has arrived. */
  const arrived = (): Promise<void> =>
    new Promise((resolve) => {
      const unsubscribe = frontend.subscribe('arrived', () => {
        clearInterval(asking);
        unsubscribe();
        resolve();
      });
      const asking = setInterval(() => engine.publish('arrived', new Uint8Array(0)), 5);
    });
  return { engine, watch, heard, arrived };
}

watching('an engine that speaks is there; another in its place means that it is gone', async () => {
  const { engine, watch, heard, arrived } = await openScene();
  const stop = watch.onGone(SHOW_ID, () => heard.push('first'));
  watch.onGone(SHOW_ID, () => heard.push('second'));
  await arrived();
  speak(engine, 'one');
  speak(engine, 'one');
  await arrived();
  assert.equal(heard, []);
  stop();
  speak(engine, 'other');
  await arrived();
  assert.equal(heard, ['second']);
  speak(engine, 'third');
  await arrived();
  assert.equal(heard, ['second'], 'told once');
});

watching('an engine that falls silent is gone; one that was never heard is not', async () => {
  const { engine, watch, heard, arrived } = await openScene();
  const silent = new Promise<void>((resolve) => {
    watch.onGone(SHOW_ID, resolve);
  });
  const unheard_show = '01M83NJ904ANKXSA22JN8678SV';
  assert.is.not(partitionOf(unheard_show), partitionOf(SHOW_ID));
  watch.onGone(unheard_show, () => heard.push('unheard'));
  await arrived();
  speak(engine, 'one');
  await silent;
  assert.equal(heard, []);
});

watching.run();
