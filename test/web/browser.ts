import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Debian's; the test runner installs it. */
const CHROMIUM = '/usr/bin/chromium';

/** It keeps to the service under test: nothing that a browser does by itself over the network. */
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Refusals that people meet every day, and too much load, which a small machine with a browser on it meets too and
 * after which the page asks again. Any other failed request is an error of the page or the service.
 */
const EXPECTED_REFUSALS = new Set([402, 409, 503]);

/** Sums up how much of the page has moved without somebody having just done something. */
const WATCH_LAYOUT = `window.layoutShift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.layoutShift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true })`;

const TELL_VIOLATIONS = `addEventListener('securitypolicyviolation', (event) =>
  console.error('content security policy: ' + event.violatedDirective + ' ' + event.blockedURI))`;

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const DESK = { viewport: { width: 1_280, height: 800 } };

/** One person with a browser of their own, so with a session of their own. */
export interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Another tab of the same browser. */
  openTab(): Promise<Page>;
}

export interface People {
  come(device?: 'desk' | 'phone'): Promise<Person>;
  /**
   * What went wrong in all their pages since it was last asked for: errors, violations of the policy, requests to other
   * hosts, failed requests.
   */
  takeTroubles(): readonly string[];
  /** They all go home. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

/** People with browsers who use the service at the address. */
export async function openPeople(url: string): Promise<People> {
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
  const troubles: string[] = [];

  async function openTab(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    await page.addInitScript(TELL_VIOLATIONS);
    await page.addInitScript(WATCH_LAYOUT);
    page.on('pageerror', (error) => troubles.push(`uncaught: ${error.message}`));
    page.on('console', (message) => {
      // The browser itself tells of every refused request; those are looked at below.
      const isAboutRequest = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !isAboutRequest) troubles.push(`console: ${message.text()}`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(`${url}/`)) troubles.push(`another host: ${request.url()}`);
    });
    page.on('response', (response) => {
      const status = response.status();
      if (status >= 400 && !EXPECTED_REFUSALS.has(status)) troubles.push(`${status}: ${response.url()}`);
    });
    return page;
  }

  return {
    takeTroubles: () => troubles.splice(0),
    async come(device = 'desk') {
      const context = await browser.newContext({
        baseURL: url,
        locale: 'en-US',
        ...(device === 'phone' ? PHONE : DESK),
      });
      return { context, page: await openTab(context), openTab: () => openTab(context) };
    },
    async leave() {
      for (const context of browser.contexts()) await context.close();
    },
    close: () => browser.close(),
  };
}

/** How far the page is wider than the screen, in CSS pixels. */
export async function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** How much of the page has moved by itself since it was loaded: the browser's own measure, 0 for nothing. */
export async function layoutShift(page: Page): Promise<number> {
  return page.evaluate('window.layoutShift');
}
