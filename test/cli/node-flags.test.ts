import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { NODE_FLAGS } from '../../src/cli/node-flags.ts';

const flags = suite('the flags for Node');

const textOf = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

flags('are the same whichever way a box office is started', () => {
  const words = ['node', ...NODE_FLAGS].join(' ');
  const [first_line] = textOf('../../src/cli/main.js').split('\n');
  assert.is(first_line, `#!/usr/bin/env -S ${words}`);
  const { scripts } = JSON.parse(textOf('../../../package.json'));
  assert.ok(scripts.start.endsWith(`exec ${words} dist/src/cli/main.js start`), scripts.start);
});

flags.run();
