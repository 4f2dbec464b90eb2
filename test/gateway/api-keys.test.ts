import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ApiKeyError, openApiKeys } from '../../src/gateway/quota/api-keys.ts';

const keys = suite<{ folder: string }>('API keys');

keys.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'boxoffice-keys-'));
});
keys.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

const isKeyError = (error: Error): boolean => error instanceof ApiKeyError;

keys('are found by what they are, listed by name, and kept', ({ folder }) => {
  const first = openApiKeys(folder);
  const [b, a] = [first.add('b', 20), first.add('a', 10)];
  assert.match(a, /^[\w-]{43}$/);
  assert.is.not(a, b);
  first.close();
  const again = openApiKeys(folder);
  assert.equal(again.find(a), { ...again.list()[0] });
  assert.equal(
    again.list().map(({ name, rps }) => [name, rps]),
    [
      ['a', 10],
      ['b', 20],
    ],
  );
  assert.is(again.find('nobody’s'), null);
  assert.ok(again.remove('a'));
  assert.not(again.remove('a'));
  assert.is(again.find(a), null);
  assert.is(again.find(b)?.name, 'b');
  again.close();
});

keys('refuse names and quotas that make no sense', ({ folder }) => {
  const api_keys = openApiKeys(folder);
  api_keys.add('taken', 1);
  assert.throws(() => api_keys.add('taken', 2), isKeyError);
  for (const name of ['', ' ', 'a b', 'x'.repeat(65), 'é', '../x']) {
    assert.throws(() => api_keys.add(name, 1), isKeyError, name);
  }
  for (const rps of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2_000_000]) {
    assert.throws(() => api_keys.add('name', rps), isKeyError, String(rps));
  }
  assert.is(api_keys.list().length, 1);
  api_keys.close();
});

keys('are nowhere on disk', ({ folder }) => {
  const api_keys = openApiKeys(folder);
  const key = api_keys.add('partner', 1);
  for (const file of readdirSync(folder)) {
    assert.not(readFileSync(join(folder, file)).includes(key), file);
  }
  api_keys.close();
});

keys.run();
