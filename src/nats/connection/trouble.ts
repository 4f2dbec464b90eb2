import { TimeoutError } from '@nats-io/transport-node';
import type { BrokerLog } from '../broker.ts';
import { KnockError } from './knock.ts';

/** Where nothing changes, it is said again this often. */
const REMIND_EVERY_MS = 60_000;

/** Why there is no connection. */
export interface Trouble {
  /** Whether the server is there but does not let us in, or we do not trust it: somebody has to put that right. */
  readonly is_refusal: boolean;
  readonly reason: string;
}

const AWAY_CODES = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof Error)) return { is_refusal: false, reason: 'it hung up' };
  const code = codeOf(error) ?? codeOf(error.cause);
  const is_away =
    error instanceof KnockError || error instanceof TimeoutError || (code !== null && AWAY_CODES.has(code));
  const message = error.message.trim();
  return {
    is_refusal: !is_away,
    reason: code === null || message.includes(code) ? message : `${message} (${code})`,
  };
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** Says why servers cannot be used: at once where it is new, and now and then while it stays so. */
export function createTroubleLog(log: BrokerLog) {
  const told = new Map<string, { reason: string; at: number }>();
  return {
    tell(server: string, { is_refusal, reason }: Trouble): void {
      const now = performance.now();
      const last = told.get(server);
      if (last?.reason === reason && now - last.at < REMIND_EVERY_MS) return;
      told.set(server, { reason, at: now });
      if (is_refusal) {
        log.error({ server, reason }, 'no connection to the NATS server until that is put right; trying on');
      } else {
        log.warn({ server, reason }, 'the NATS server cannot be reached; trying on');
      }
    },
    forget(server: string): void {
      told.delete(server);
    },
  };
}
