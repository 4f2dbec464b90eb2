import {
  addMovements,
  addStanding,
  differenceOf,
  type Movements,
  noMovements,
  noStanding,
  type ShowLedger,
  type Standing,
} from './ledger.ts';

/** What the ledgers of many shows come to, without the shows. */
export interface LedgerSummary {
  shows: number;
  /** By day, then by currency. */
  readonly days: Map<string, Map<string, Movements>>;
  /** By currency, over all days. */
  readonly standings: Map<string, Standing>;
  /** Shows whose payments and bookings do not agree; the first of them are kept. */
  disagreeing: number;
  readonly disagreeing_shows: ShowLedger[];
}

const MOST_KEPT = 100;

export function noSummary(): LedgerSummary {
  return { shows: 0, days: new Map(), standings: new Map(), disagreeing: 0, disagreeing_shows: [] };
}

/** Adds a show; `day`, if it is one, is the only one of which the movements are added. */
export function addToSummary(summary: LedgerSummary, show: ShowLedger, day: string | null): void {
  summary.shows += 1;
  for (const [date, movements] of show.days) {
    if (day !== null && date !== day) continue;
    const by_currency = entryOf(summary.days, date, () => new Map<string, Movements>());
    addMovements(entryOf(by_currency, show.currency, noMovements), movements);
  }
  addStanding(entryOf(summary.standings, show.currency, noStanding), show.standing);
  if (differenceOf(show.standing) === 0n) return;
  summary.disagreeing += 1;
  if (summary.disagreeing_shows.length < MOST_KEPT) summary.disagreeing_shows.push(show);
}

function entryOf<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
