import { writeSync } from 'node:fs';
import { openSqliteLog } from '../../persistence/index.ts';
import { appender, errorOf } from './samples.ts';

/** Appends until the log breaks, then says what it makes of everything after that. */
const [folder = ''] = process.argv.slice(2);

function say(line: string): void {
  writeSync(1, `${line}\n`);
}

const log = await openSqliteLog(folder);
const show = await appender(log);
let outcome = await errorOf(show.append(['x'.repeat(2_000)]));
for (let count = 1; outcome === 'none'; count += 1) {
  say(`acknowledged ${count}`);
  outcome = await errorOf(show.append(['x'.repeat(2_000)]));
}
say(`append ${outcome}`);
say(`next append ${await errorOf(show.append(['after that']))}`);
say(`wake ${await errorOf(log.wake(show.show_id))}`);
say(`close ${await errorOf(log.close())}`);
