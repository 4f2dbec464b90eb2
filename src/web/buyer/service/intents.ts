import { randomId } from './session.ts';

/** Something to be done once, however often it has to be sent: its idempotency key is drawn with it. */
export interface Intent {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body: object | null;
  readonly key: string;
}

interface KeptIntent extends Intent {
  /** Unix milliseconds by this device. */
  readonly kept_at: number;
}

/** Kept by the tab: it outlives a reload, and a second tab does not repeat what the first is doing. */
const UNANSWERED = 'boxoffice.unanswered';

/** What was asked for longer ago is not wanted any more just because the page is opened again. */
const WANTED_FOR_MS = 120_000;

/** What is asked for again while no answer is known is the same intent, with the same key. */
export function intent(method: Intent['method'], path: string, body: object | null): Intent {
  const asked = JSON.stringify([method, path, body]);
  const unanswered = unansweredIntents().find(
    (kept) => JSON.stringify([kept.method, kept.path, kept.body]) === asked,
  );
  return unanswered ?? { method, path, body, key: randomId() };
}

export function keepUntilAnswered(what: Intent): void {
  write([...others(what), { ...what, kept_at: Date.now() }]);
}

export function forgetAnswered(what: Intent): void {
  write(others(what));
}

/** What was sent a short while ago and has no answer yet, oldest first: a reload came between, or the network failed. */
export function unansweredIntents(): readonly Intent[] {
  return read().filter(({ kept_at }) => Date.now() - kept_at < WANTED_FOR_MS);
}

function others({ key }: Intent): KeptIntent[] {
  return read().filter((kept) => kept.key !== key);
}

function read(): readonly KeptIntent[] {
  return JSON.parse(sessionStorage.getItem(UNANSWERED) ?? '[]');
}

function write(intents: readonly KeptIntent[]): void {
  sessionStorage.setItem(UNANSWERED, JSON.stringify(intents));
}
