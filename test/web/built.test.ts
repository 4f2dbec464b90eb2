import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { PROBLEM_KINDS } from '../../src/protocol/problem-kinds.ts';
import { texts } from '../../src/web/shared/texts.ts';
import { openBoxOffice, send } from '../gateway/box-office.ts';
import { PAGE_FOLDER } from './stage.ts';

const built = suite('the pages as they are built');

const FIRST_PAGE_BYTES = 60_000;

/** The files that the page loads before it is ready. */
function filesOf(page: string): string[] {
  const html = readFileSync(join(PAGE_FOLDER, page), 'utf8');
  const loaded = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '');
  return [`/${page}`, ...loaded];
}

const size = (file: string): number => statSync(join(PAGE_FOLDER, file)).size;

built('the first page is small, with all of its code, however the browser takes it', () => {
  const files = filesOf('index.html');
  assert.ok(files.some((file) => file.endsWith('.js')));
  assert.ok(files.some((file) => file.endsWith('.css')));
  for (const encoding of ['br', 'gz']) {
    const bytes = files.reduce((sum, file) => sum + size(`${file}.${encoding}`), 0);
    assert.ok(bytes < FIRST_PAGE_BYTES, `${encoding}: ${bytes} bytes`);
  }
});

built(
  'what never changes is kept for ever, the page itself is asked for each time, and both come compressed',
  async () => {
    const box_office = await openBoxOffice({ gateway: { page_folder: PAGE_FOLDER } });
    const ask = (path: string) => send(box_office, 'GET', path, { headers: { 'accept-encoding': 'br' } });
    for (const path of ['/', '/operate']) {
      const { status, headers } = await ask(path);
      assert.is(status, 200, path);
      assert.is(headers.get('cache-control'), 'no-cache');
      assert.is(headers.get('content-encoding'), 'br');
      assert.is(headers.get('vary'), 'accept-encoding');
      assert.match(headers.get('content-type') ?? '', 'text/html');
    }
    for (const path of filesOf('index.html').slice(1)) {
      const { status, headers } = await ask(path);
      assert.is(status, 200, path);
      assert.is(headers.get('cache-control'), 'public, max-age=31536000, immutable');
      assert.is(headers.get('content-encoding'), 'br');
    }
    await box_office.close();
  },
);

built('every refusal of the service has plain words', () => {
  const { retry: _told_by_reason, ...others } = PROBLEM_KINDS;
  const codes = ['retry/held', 'retry/queue', ...Object.keys(others)];
  for (const code of codes) {
    const [title = '', detail = ''] = texts.problems[code]?.('row A seat 1') ?? [];
    assert.ok(title.length > 0 && detail.length > 0, code);
    assert.not.match(`${title} ${detail}`, /[_`]|Idempotency|undefined/, code);
  }
  assert.equal(
    Object.keys(texts.problems).filter((code) => !codes.includes(code)),
    [],
    'and there are no others',
  );
});

built.run();
