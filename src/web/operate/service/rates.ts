import type { EngineFigures, Overview } from './contract.ts';

/** What happened a second between two looks; null where only one was taken. */
export interface Rates {
  readonly requests: number | null;
  readonly refused: number | null;
  readonly seats_sold: number | null;
  readonly commits: number | null;
  readonly commands: number | null;
}

type Total = 'commands_total' | 'commits_total' | 'seats_sold_total';

export function ratesBetween(before: Overview | null, now: Overview): Rates {
  const seconds = before === null ? 0 : (Date.parse(now.at) - Date.parse(before.at)) / 1_000;
  if (before === null || seconds <= 0) {
    return { requests: null, refused: null, seats_sold: null, commits: null, commands: null };
  }
  const rate = (total: Total): number => grownInAll(before.engines, now.engines, total) / seconds;
  return {
    requests: grown(before.gateway.requests_total, now.gateway.requests_total) / seconds,
    refused: grown(before.gateway.refused_total, now.gateway.refused_total) / seconds,
    seats_sold: rate('seats_sold_total'),
    commits: rate('commits_total'),
    commands: rate('commands_total'),
  };
}

/** An engine that was not there before has no rate yet. */
function grownInAll(before: readonly EngineFigures[], now: readonly EngineFigures[], total: Total): number {
  return now.reduce((sum, engine) => {
    const earlier = before.find(({ engine_id }) => engine_id === engine.engine_id);
    return sum + (earlier === undefined ? 0 : grown(earlier[total], engine[total]));
  }, 0);
}

/** A total that fell began anew, with its process. */
function grown(before: number, now: number): number {
  return now >= before ? now - before : now;
}
