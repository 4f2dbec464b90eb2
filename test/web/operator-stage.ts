import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import type { Test } from 'uvu';
import * as assert from 'uvu/assert';
import { drawId } from '../../src/ids.ts';
import { removeTemporaryFolders, temporaryFolder } from '../cli/terminal.ts';
import { type Service, startService } from '../support/service.ts';
import { findShows, importSmallCatalogue, valueAt } from '../support/small-catalogue.ts';
import { heading } from './actions.ts';
import { openPeople, type People } from './browser.ts';

export const ADMIN_TOKEN = 'the-operator-of-the-tests';
/** Of all shows. */
export const TITLE = 'The Contrabulous Fabtraption';

const SHOWS = 8;

/** The real service with its log on disk, for shows are played back from there. */
export interface OperatorStage {
  service: Service;
  people: People;
  /** A show that no other test uses: three rows of six seats. */
  newShow(): string;
}

/** Gives each test of the suite the stage, and fails it where something went wrong in a page unseen. */
export function useOperatorStage(of: Test<OperatorStage>): void {
  of.before(async (stage) => {
    const data_folder = temporaryFolder();
    await importSmallCatalogue(data_folder, { shows: SHOWS, rows: 3, seats_per_row: 6 });
    const environment = { BOXOFFICE_ADMIN_TOKEN: ADMIN_TOKEN };
    stage.service = await startService({ data_folder, environment });
    stage.people = await openPeople(stage.service.url);
    const unused = await findShows(stage.service.url);
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

  of.after(async ({ people, service }) => {
    await people.close();
    await service.stop('SIGTERM');
    removeTemporaryFolders();
  });
}

/** Somebody who has reserved seats, over HTTP. */
export interface Buyer {
  readonly session_id: string;
  /** Of the booking. */
  readonly path: string;
}

export async function post(service: Service, path: string, body: object): Promise<unknown> {
  const answer = await fetch(`${service.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.json();
}

export async function reserve(service: Service, show_id: string, seats: readonly string[]): Promise<Buyer> {
  const session_id = drawId();
  const answer = await post(service, `/v1/shows/${show_id}/bookings`, { session_id, seats });
  const booking_id = valueAt(answer, 'booking', 'booking_id');
  assert.type(booking_id, 'string', JSON.stringify(answer));
  return { session_id, path: `/v1/shows/${show_id}/bookings/${String(booking_id)}` };
}

export async function pay(service: Service, { session_id, path }: Buyer): Promise<void> {
  const answer = await post(service, `${path}/payment`, { session_id, payment_token: 'tok_ok' });
  assert.is(valueAt(answer, 'booking', 'status'), 'booked');
}

export async function signedIn({ people }: OperatorStage, device?: 'phone'): Promise<Page> {
  const { page } = await people.come(device);
  await page.goto('/operate');
  await page.getByLabel("The operator's token").fill(ADMIN_TOKEN);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await heading(page, 'The box office now').waitFor();
  return page;
}

export async function openShow(page: Page, show_id: string): Promise<void> {
  await page.goto(`/operate#/show/${show_id}`);
  await heading(page, TITLE).waitFor();
  await page.locator('[data-seat="A-1"]').waitFor();
}

/** Waits until the seat is as it should be. */
export async function seatBecomes(page: Page, seat_id: string, status: string): Promise<void> {
  await page.locator(`[data-seat="${seat_id}"][data-status="${status}"]`).waitFor();
}

/** The show's row in the list of shows by demand. */
export function rowOf(page: Page, show_id: string): Locator {
  return page.locator(`tr[data-show="${show_id}"]`);
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function hasNoSeriousFault(page: Page): Promise<void> {
  await page.evaluate(AXE);
  const { violations, passes } = await page.evaluate<AxeResults>('axe.run()');
  assert.ok(passes.length > 10, 'axe has looked at the page');
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  assert.equal(
    serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    [],
  );
}
