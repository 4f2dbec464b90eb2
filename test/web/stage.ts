import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Test } from 'uvu';
import * as assert from 'uvu/assert';
import { type BoxOffice, openBoxOffice } from '../gateway/box-office.ts';
import { openPeople, type People } from './browser.ts';

/** Beside the compiled tests lies the compiled page. */
export const PAGE_FOLDER = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'web');

const SHOWS = 12;

/** A whole service, and people with browsers to use it. */
export interface Stage {
  box_office: BoxOffice;
  people: People;
  /** A show that no other test uses: two seats in each of its two rows, A regular and B premium. */
  newShow(): string;
}

/** Gives each test of the suite the stage, and fails it where something went wrong in a page unseen. */
export function useStage(of: Test<Stage>): void {
  const opened: { close(): Promise<unknown> }[] = [];

  of.before(async (stage) => {
    stage.box_office = await openBoxOffice({
      shows: SHOWS,
      rows: 2,
      seats_per_row: 2,
      // The shows are tomorrow.
      limits: { doors_open_ms: 48 * 3_600_000 },
      gateway: { page_folder: PAGE_FOLDER, position_news_ms: 100 },
    });
    opened.unshift(stage.box_office);
    stage.people = await openPeople(stage.box_office.url);
    opened.unshift(stage.people);
    const unused = [...stage.box_office.shows];
    stage.newShow = () => {
      const show_id = unused.pop();
      if (show_id === undefined) throw new Error('every show is used');
      return show_id;
    };
  });

  of.after.each(async ({ people }) => {
    await people.leave();
    assert.equal(people.takeTroubles(), []);
  });

  of.after(async () => {
    for (const each of opened) await each.close();
  });
}
