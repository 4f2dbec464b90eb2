import type { Locator, Page } from 'playwright-core';

/** A seat by what its button is called, whatever state it is in. */
export function seat(page: Page, row: string, number: number): Locator {
  return page.getByRole('button', { name: new RegExp(`^row ${row} seat ${number}, `) });
}

export async function seatIs(page: Page, row: string, number: number, state: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^row ${row} seat ${number}, .*, ${state}$`) }).waitFor();
}

export function heading(page: Page, name: string): Locator {
  return page.getByRole('heading', { name, exact: true });
}

export async function noticeOf(page: Page, words: string): Promise<void> {
  await page.getByRole('alert').filter({ hasText: words }).waitFor();
}

/** The hall of a show, once its seats are there. */
export async function openHall(page: Page, show_id: string): Promise<void> {
  await page.goto(`/#/show/${show_id}`);
  await seat(page, 'A', 1).waitFor();
}

/** Reserves what is chosen. */
export async function reserve(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Reserve', exact: true }).click();
  await heading(page, 'Reserved for you').waitFor();
}

export async function reserveBest(page: Page, count: number): Promise<void> {
  await page.getByLabel('How many').selectOption(String(count));
  await page.getByRole('button', { name: 'Reserve the best' }).click();
  await heading(page, 'Reserved for you').waitFor();
}

/** Pays with a card of the sandbox; where `total` is given, that has to be asked for. */
export async function pay(page: Page, payment_token: string, total = ''): Promise<void> {
  await page.getByLabel('Sandbox card').selectOption(payment_token);
  await page.getByRole('button', { name: `Pay ${total}` }).click();
}
