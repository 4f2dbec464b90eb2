import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { heading, openHall, seat } from './actions.ts';
import { type Stage, useStage } from './stage.ts';

const keyboard = suite<Stage>('the page: by the keyboard alone');
useStage(keyboard);

keyboard('a seat can be chosen and reserved by the keyboard alone', async (context) => {
  const { page } = await context.people.come();
  await openHall(page, context.newShow());
  await tabTo(page, /^row A seat 1,/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  assert.match(await focused(page), /^row B seat 2, premium, R\$45.00, available$/);
  await page.keyboard.press('Space');
  assert.match(await focused(page), /^row B seat 2, .*, chosen$/);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await tabTo(page, /^Reserve$/);
  await page.keyboard.press('Enter');
  await heading(page, 'Reserved for you').waitFor();
  assert.match(await focused(page), /^Reserved for you$/);
  await tabTo(page, /^Pay R\$90.00$/);
  await page.keyboard.press('Enter');
  await heading(page, 'Booked').waitFor();
  assert.match(await focused(page), /^Booked$/);
});

keyboard(
  'two seats can be bought by the keyboard alone, from the first page to the ticket',
  async (context) => {
    const { page } = await context.people.come();
    await page.goto('/');
    await page.getByText('1 city').waitFor();
    await tabTo(page, /^City$/);
    await page.keyboard.type('sao');
    await page.keyboard.press('Enter');
    await heading(page, 'Movies in São Paulo').waitFor();
    const tomorrow = page.getByRole('navigation', { name: 'Day' }).getByRole('link').nth(1);
    await tabTo(page, new RegExp(`^${await tomorrow.textContent()}$`));
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Metropolis' }).waitFor();
    await tabTo(page, /^Metropolis$/);
    await page.keyboard.press('Enter');
    await heading(page, 'Cine Belas Artes').waitFor();
    await tabTo(page, /available/);
    await page.keyboard.press('Enter');
    await seat(page, 'A', 1).waitFor();
    await tabTo(page, /^Reserve the best$/);
    await page.keyboard.press('Enter');
    await heading(page, 'Reserved for you').waitFor();
    await tabTo(page, /^Pay /);
    await page.keyboard.press('Enter');
    await heading(page, 'Booked').waitFor();
    await tabTo(page, /^Show my tickets$/);
    await page.keyboard.press('Enter');
    await page
      .getByRole('img', { name: /^Code for the door/ })
      .nth(1)
      .waitFor();
  },
);

keyboard.run();

/** What has the focus, as it is called. */
async function focused(page: Page): Promise<string> {
  return page.evaluate(
    `(({ activeElement: element }) =>
      element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent)(document)`,
  );
}

/** Goes on with Tab until what has the focus is called so. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 30; presses++) {
    if (name.test(await focused(page))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${name}, only to ${await focused(page)}`);
}
