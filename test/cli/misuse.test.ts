import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { VARIABLES } from '../../src/config/variables.ts';
import { boxoffice, removeTemporaryFolders, temporaryFolder } from './terminal.ts';

const misuse = suite('misuse');
misuse.after(removeTemporaryFolders);

const COMMANDS = [
  'start',
  'engine',
  'gateway',
  'demo',
  'import',
  'key',
  'replay',
  'door',
  'audit',
  'rebuild',
  'backup',
];
const SHOW = '01J00000000000000000000000';

/** Runs a command that is to fail with a short message, and gives that. */
async function complaint(
  code: number,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const ending = await boxoffice(parameters, environment);
  assert.is(ending.code, code, `${parameters.join(' ')}: ${ending.stderr}`);
  assert.is(ending.stdout, '');
  assert.not.match(ending.stderr, /^\s+at /m, 'it shows a stack');
  assert.ok(ending.stderr.trimEnd().split('\n').length <= 3, ending.stderr);
  return ending.stderr;
}

misuse('--help lists the commands, the variables with their defaults, and the exit codes', async () => {
  const { code, stdout } = await boxoffice(['--help']);
  assert.is(code, 0);
  for (const command of COMMANDS) assert.match(stdout, new RegExp(`^  ${command} `, 'm'));
  for (const { name } of VARIABLES) assert.match(stdout, new RegExp(`^  ${name} `, 'm'));
  assert.match(stdout, /Exit codes:/);
});

misuse('each command explains itself', async () => {
  for (const command of COMMANDS) {
    const { code, stdout } = await boxoffice([command, '--help']);
    assert.is(code, 0);
    assert.match(stdout, new RegExp(`^Usage: boxoffice ${command}`));
  }
});

misuse('no command, an unknown one, or a wrong argument is refused', async () => {
  assert.is((await boxoffice([])).code, 2);
  assert.match(await complaint(2, ['strat']), /unknown command 'strat'\n.*start/);
  assert.match(await complaint(2, ['replay', 'Macbeth']), /id of a show/);
  assert.match(await complaint(2, ['replay', SHOW, '--at', '19:30']), /2026-12-18T19:30:00Z/);
  assert.match(await complaint(2, ['replay', SHOW, '--at', '2026-12-18T19:30:00']), /offset/);
  assert.match(await complaint(2, ['audit', 'everything']), /id of a show/);
  assert.match(await complaint(2, ['key', 'add', 'partner', '--rps', 'lots']), /whole number/);
  assert.match(await complaint(2, ['key', 'add', 'partner']), /--rps/);
  assert.match(await complaint(2, ['backup']), /file/);
});

misuse('an environment that is set wrong is refused by every command', async () => {
  const calls = [
    ['start'],
    ['demo'],
    ['import', '-'],
    ['key', 'list'],
    ['replay', SHOW],
    ['door', SHOW],
    ['audit'],
    ['rebuild'],
    ['backup', 'x'],
  ];
  for (const call of calls) {
    assert.match(await complaint(2, call, { BOXOFFICE_PORT: 'http' }), /BOXOFFICE_PORT .* 'http'/);
  }
  assert.match(await complaint(2, ['start'], { BOXOFFICE_PROT: '8080' }), /BOXOFFICE_PROT/);
});

misuse('what reads the log says where it looked for one', async () => {
  const folder = temporaryFolder();
  const environment = { BOXOFFICE_DATA: folder };
  const calls = [['replay', SHOW], ['door', SHOW], ['audit'], ['rebuild'], ['backup', join(folder, 'copy')]];
  for (const call of calls) {
    assert.ok((await complaint(1, call, environment)).includes(folder));
  }
});

misuse('a file to import that is missing or no JSON is named', async () => {
  const folder = temporaryFolder();
  const environment = { BOXOFFICE_DATA: folder };
  assert.match(await complaint(1, ['import', join(folder, 'none.json')], environment), /none\.json/);
  assert.match(await complaint(2, ['import'], environment), /file/);
  const file = join(folder, 'broken.json');
  writeFileSync(file, '{"format": ');
  assert.match(await complaint(1, ['import', file], environment), /broken\.json is not JSON/);
});

misuse('a data folder that cannot be made is named', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  assert.match(await complaint(1, ['start'], { BOXOFFICE_DATA: join(file, 'data') }), /file\/data/);
});

misuse.run();
