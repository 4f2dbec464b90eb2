import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Routing, ShowListener } from '../../src/routing/routing.ts';
import { at, openStage, type Stage } from './stage.ts';

const missed_news = suite<Stage>('long polls whose news get lost');

const POLLS = 60;
/** A server that comes and goes, each time with more than one sign that something was missed. */
const MISSES = 30;

const listeners = new Map<string, Set<ShowListener>>();
let read = 0;

const watched = (routing: Routing): Routing => ({
  ...routing,
  ask(request) {
    if (request.verb === 'booking') read += 1;
    return routing.ask(request);
  },
  subscribe(show_id, listener) {
    const heard = listeners.get(show_id) ?? new Set();
    listeners.set(show_id, heard.add(listener));
    const unsubscribe = routing.subscribe(show_id, listener);
    return () => {
      heard.delete(listener);
      unsubscribe();
    };
  },
});

function miss(show_id: string): void {
  for (const listener of listeners.get(show_id) ?? []) listener.missed(show_id);
}

missed_news.before(async (stage) => void Object.assign(stage, await openStage({ aroundRouting: watched })));
missed_news.after(async ({ box_office }) => box_office.close());

missed_news('are read again once each, however often news were missed', async (stage) => {
  const show = stage.freshShow();
  const show_id = show.slice(show.lastIndexOf('/') + 1);
  const { visitor, booking } = await stage.holder(show, { count: 1 });
  const polls = Array.from({ length: POLLS }, () => visitor.ask('GET', `${booking}?wait_s=25&after=1`));
  while (read < POLLS) await sleep(5);
  read = 0;
  for (let misses = 0; misses < MISSES; misses += 1) miss(show_id);
  while (read < POLLS) await sleep(5);
  assert.is(read, POLLS);
  await visitor.ask('DELETE', booking);
  for (const told of await Promise.all(polls)) assert.is(at(told, 'booking', 'status'), 'released');
});

missed_news.run();
