import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Edition } from '../../../src/catalogue/edition.ts';
import { MIGRATIONS } from '../../../src/catalogue/schema.ts';
import type { Offer } from '../../../src/catalogue/sharing/messages.ts';
import { createOffersHeard } from '../../../src/catalogue/sharing/offers-heard.ts';
import { planOf } from '../../../src/catalogue/sharing/plan.ts';
import { drawId } from '../../../src/ids.ts';

const plan = suite('what to fetch');

const OURS = drawId();
const THEIRS = drawId();

function offer(version: number, others: Partial<Offer> = {}): Offer {
  const schema_version = MIGRATIONS.length;
  return { holder_id: drawId(), origin_id: OURS, version, is_copy: true, schema_version, ...others };
}

const copy = (version: number): Edition => ({
  origin_id: OURS,
  version,
  is_copy: true,
  is_sold_elsewhere: false,
});
const origin = (version: number): Edition => ({ ...copy(version), is_copy: false });

const keysOf = (own: Edition | null, offers: readonly Offer[]): string[] =>
  planOf(own, offers).troubles.map(({ key }) => key);

plan('nothing, where nobody offers anything', () => {
  for (const own of [null, copy(3), origin(3)]) assert.equal(planOf(own, []), { holders: [], troubles: [] });
});

plan('the newest, where there is none: from any who have it', () => {
  const [old, ...newest] = [offer(1), offer(4), offer(4, { is_copy: false })];
  assert.equal(planOf(null, [old, ...newest]), { holders: newest, troubles: [] });
});

plan('a newer version of a copy, and nothing that is as old or older', () => {
  const newer = offer(4);
  assert.equal(planOf(copy(3), [offer(2), offer(3), newer]), { holders: [newer], troubles: [] });
  assert.equal(planOf(copy(4), [offer(2), offer(3), newer]), { holders: [], troubles: [] });
});

plan('never another origin; that is told', () => {
  const foreign = offer(9, { origin_id: THEIRS });
  for (const own of [copy(3), origin(3)]) {
    assert.equal(planOf(own, [foreign]).holders, []);
    assert.equal(keysOf(own, [foreign, { ...foreign, version: 10 }]), [
      `foreign ${THEIRS}`,
      `foreign ${THEIRS}`,
    ]);
  }
  const newer = offer(4);
  assert.equal(planOf(copy(3), [foreign, newer]).holders, [newer]);
});

plan('neither of two origins, where there is none; that is told', () => {
  const offers = [offer(1), offer(1, { origin_id: THEIRS })];
  assert.equal(planOf(null, offers).holders, []);
  assert.equal(keysOf(null, offers), keysOf(null, [...offers].reverse()));
  assert.is(keysOf(null, offers).length, 1);
});

plan('nothing for an origin; that a copy is ahead of it, or that there is a second one, is told', () => {
  const ahead = offer(5);
  assert.equal(planOf(origin(3), [ahead]).holders, []);
  assert.equal(keysOf(origin(3), [ahead, offer(2)]), ['ahead 5']);
  const second = offer(3, { is_copy: false });
  assert.equal(planOf(origin(3), [second]).holders, []);
  assert.equal(keysOf(origin(3), [second]), [`second origin ${second.holder_id}`]);
});

plan('nothing that a newer boxoffice has made; that is told', () => {
  const unreadable = offer(5, { schema_version: MIGRATIONS.length + 1 });
  const readable = offer(4, { schema_version: 1 });
  for (const own of [null, copy(3)]) {
    assert.equal(planOf(own, [unreadable, readable]).holders, [readable]);
    assert.is(keysOf(own, [unreadable, readable]).length, 1);
  }
  assert.equal(keysOf(copy(5), [unreadable]), []);
});

plan('not from who has not been heard for a while', () => {
  const heard = createOffersHeard();
  const [one, other] = [offer(1), offer(1)];
  assert.is(heard.mayBeMore(0), true);
  heard.add(one, 0);
  assert.is(heard.mayBeMore(0), true);
  assert.is(heard.mayBeMore(1_000), false);
  heard.add(other, 10_000);
  assert.equal(heard.all(12_000), [one, other]);
  const later = { ...other, version: 2 };
  heard.add(later, 15_000);
  assert.equal(heard.all(20_000), [later]);
  assert.is(heard.mayBeMore(20_000), false);
  assert.equal(heard.all(60_000), []);
  assert.is(heard.mayBeMore(60_000), true);
});

plan.run();
