import { backOff } from '../../back-off.ts';
import { withTimeLimit } from '../time-limit.ts';
import type { News, NewsBook } from './books.ts';
import { exchange } from './exchange.ts';
import { SIGNATURE_HEADER, sign } from './signature.ts';

const AT_ONCE = 16;
const ANSWER_WITHIN_MS = 5_000;
const LONGEST_WAIT_MS = 60_000;
/** Another process may have written to the books. */
const LOOK_EVERY_MS = 1_000;

export interface SenderOptions {
  readonly news: NewsBook;
  /** What the webhooks are signed with. */
  readonly secret: string;
  /** Unix milliseconds. */
  readonly clock: () => number;
  readonly random: () => number;
}

/** Sends the webhooks, each until it is answered 2xx. */
export interface Sender {
  /** From now on they go to this address. */
  sendTo(url: string): void;
  /** There may be something to send. */
  look(): void;
  close(): Promise<void>;
}

export function openSender({ news, secret, clock, random }: SenderOptions): Sender {
  let url: string | null = null;
  let is_closing = false;
  const under_way = new Set<AbortController>();
  let look = (): void => undefined;

  async function send(address: string, item: News): Promise<void> {
    const { event_id, type, happened_at, payment } = item;
    const body = JSON.stringify({ id: event_id, type, created_at: happened_at, data: { payment } });
    const headers = {
      'content-type': 'application/json',
      [SIGNATURE_HEADER]: sign(Buffer.from(body), secret, clock()),
    };
    const controller = new AbortController();
    under_way.add(controller);
    const is_taken = await withTimeLimit(ANSWER_WITHIN_MS, controller, async (signal) => {
      const { status } = await exchange(address, { method: 'POST', headers, body, signal });
      return status >= 200 && status < 300;
    }).catch(() => false);
    under_way.delete(controller);
    if (is_closing) return;
    if (is_taken) await news.sent(item.number);
    else await news.postpone(item.number, clock() + backOff(item.attempts, LONGEST_WAIT_MS, random));
  }

  async function sendDue(address: string): Promise<number> {
    const due = await news.due(AT_ONCE);
    await Promise.all(due.map((item) => send(address, item)));
    return due.length;
  }

  function pause(): Promise<void> {
    const next = url === null ? null : news.nextDue();
    const wait_ms = next === null ? LOOK_EVERY_MS : Math.min(LOOK_EVERY_MS, Math.max(0, next - clock()));
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, wait_ms);
      look = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function run(): Promise<void> {
    while (!is_closing) {
      const sent = url === null ? 0 : await sendDue(url);
      if (sent === 0 && !is_closing) await pause();
    }
  }
  const running = run();

  return {
    sendTo(address) {
      url = address;
      look();
    },
    look: () => look(),
    close: async () => {
      is_closing = true;
      for (const controller of under_way) controller.abort();
      look();
      await running;
    },
  };
}
