import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { measureDisk } from '../../bench/day/disk.ts';
import { runPhase } from '../../bench/day/run-phase.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

const day = suite('bench day');

const SHOWS = 2;

day('sells every seat, survives being killed, and accounts for every byte', async () => {
  await withTemporaryFolder(async (folder) => {
    const progress: string[] = [];
    const onProgress = (line: string): void => void progress.push(line);
    const sold = await runPhase({ type: 'sell', folder, shows: SHOWS, with_keys: true }, onProgress);
    assert.is(sold.seats, SHOWS * 300);
    assert.is(sold.seats / sold.bookings, 2.4);
    assert.ok(progress.length > 0);

    const woken = await runPhase({ type: 'wake', folder, shows: SHOWS }, onProgress);
    assert.ok(woken.first_answer <= woken.all_awake);
    assert.ok(woken.memory.after_gc.now <= woken.memory.after_gc.peak);

    const disk = measureDisk(folder);
    const files = disk.files.reduce((sum, { bytes }) => sum + bytes, 0);
    assert.is(disk.bytes, files);
    const tables = disk.tables.reduce((sum, { bytes }) => sum + bytes, 0);
    const free_pages = disk.bytes - tables;
    assert.ok(free_pages >= 0 && tables > 0, `${free_pages} bytes are in no table`);
  });
});

day.run();
