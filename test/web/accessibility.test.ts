import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { heading, openHall, pay, reserveBest, seat } from './actions.ts';
import { picture } from './pictures.ts';
import { type Stage, useStage } from './stage.ts';

const accessibility = suite<Stage>('the page: accessibility');
useStage(accessibility);

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SERIOUS = ['serious', 'critical'];

type Scheme = 'light' | 'dark';

/** Looks at the page as it is now with axe, and takes a picture of it. */
async function look(page: Page, name: string): Promise<void> {
  await picture(page, name);
  await page.evaluate(AXE);
  const { violations, passes } = await page.evaluate<AxeResults>('axe.run()');
  assert.ok(passes.length > 10, 'axe has looked at the page');
  const faults = violations
    .filter(({ impact }) => SERIOUS.includes(impact ?? ''))
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
  assert.equal(faults, [], name);
}

for (const scheme of ['light', 'dark'] as const satisfies readonly Scheme[]) {
  accessibility(`no page has a serious fault, ${scheme}: from the cities to the ticket`, async (context) => {
    const { box_office, people } = context;
    const { page } = await people.come('phone');
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.goto('/');
    await page.getByRole('link', { name: 'São Paulo Brazil' }).waitFor();
    await look(page, `cities-${scheme}`);
    await page.goto(`/#/city/${box_office.city_id}`);
    await heading(page, 'Movies in São Paulo').waitFor();
    await look(page, `movies-${scheme}`);
    await page.getByRole('navigation', { name: 'Day' }).getByRole('link').nth(1).click();
    await page.getByRole('link', { name: 'Metropolis' }).click();
    await heading(page, 'Cine Belas Artes').waitFor();
    await look(page, `shows-${scheme}`);
    await openHall(page, context.newShow());
    await seat(page, 'A', 1).tap();
    await look(page, `hall-${scheme}`);
    await page.getByRole('button', { name: 'Reserve', exact: true }).tap();
    await heading(page, 'Reserved for you').waitFor();
    await pay(page, 'tok_declined');
    await page.getByText('The payment was declined').waitFor();
    await look(page, `reserved-${scheme}`);
    await pay(page, 'tok_ok');
    await page.getByRole('button', { name: 'Show my tickets' }).tap();
    await page.getByRole('img', { name: /^Code for the door/ }).waitFor();
    await look(page, `tickets-${scheme}`);
    await page.goto('/#/bookings');
    await heading(page, 'My bookings').waitFor();
    await page.getByRole('button', { name: 'Cancel this booking' }).tap();
    await look(page, `bookings-${scheme}`);
  });

  accessibility(`no page has a serious fault, ${scheme}: refusals, the queue, ends`, async (context) => {
    const show_id = context.newShow();
    const [ann, bob] = [await context.people.come(), await context.people.come()];
    await bob.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await openHall(bob.page, show_id);
    await openHall(ann.page, show_id);
    await reserveBest(ann.page, 3);
    await bob.page.getByLabel('How many').selectOption('2');
    await bob.page.getByRole('button', { name: 'Reserve the best' }).click();
    await bob.page.getByRole('button', { name: 'Wait in the queue for 2 seats' }).waitFor();
    await look(bob.page, `refused-${scheme}`);
    await bob.page.getByRole('button', { name: 'Wait in the queue for 2 seats' }).click();
    await bob.page.getByText('You are next').first().waitFor();
    await look(bob.page, `waiting-${scheme}`);
    await ann.page.getByRole('button', { name: 'Give them back' }).click();
    await heading(bob.page, 'It is your turn!').waitFor();
    await look(bob.page, `turn-${scheme}`);
    await bob.page.getByRole('button', { name: 'Give them back' }).click();
    await heading(bob.page, 'You gave your seats back').waitFor();
    await look(bob.page, `released-${scheme}`);
    await bob.page.goto('/#/nowhere');
    await heading(bob.page, 'There is no such page').waitFor();
    await look(bob.page, `nowhere-${scheme}`);
  });
}

accessibility.run();
