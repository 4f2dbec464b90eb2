import type { Command } from 'commander';
import type { LogReader } from '../../../persistence/index.ts';
import { readConfig } from '../../config/environment.ts';
import { LEDGER_HEAD, ledgerLines } from '../../ledger/csv.ts';
import { daysIn } from '../../ledger/days.ts';
import { readLedger, type ShowLedger } from '../../ledger/ledger.ts';
import { daysTable, dayTable, showsTable, standingTable, verdict } from '../../ledger/report.ts';
import { addToSummary, type LedgerSummary, noSummary } from '../../ledger/summary.ts';
import { day, showId, timeZone } from '../arguments.ts';
import { FAILED } from '../exit-codes.ts';
import { CommandError } from '../failures.ts';
import { withLogReader } from '../log-files.ts';

interface LedgerChoice {
  readonly day?: string;
  readonly show?: string;
  readonly zone: string;
  readonly csv?: true;
}

export function addLedger(program: Command): void {
  program
    .command('ledger')
    .description('adds up what was captured and refunded, by day and show, and holds it against the bookings')
    .option('--day <date>', 'only this day, show by show, e.g. 2026-12-18', day)
    .option('--show <id>', 'only this show', showId)
    .option('--zone <zone>', 'where days begin and end, e.g. Europe/Berlin', timeZone, 'UTC')
    .option('--csv', 'a line of CSV for each day and show')
    .addHelpText('after', '\nEnds with 1 where payments and bookings do not agree.')
    .action((choice: LedgerChoice) => {
      const { data_folder } = readConfig(process.env);
      const summary = withLogReader(data_folder, (reader) => printLedger(reader, choice));
      if (summary.disagreeing > 0) process.exitCode = FAILED;
    });
}

function printLedger(reader: LogReader, choice: LedgerChoice): LedgerSummary {
  const { show: show_id = null, zone } = choice;
  const only_day = choice.day ?? null;
  const summary = noSummary();
  const moved: ShowLedger[] = [];
  if (choice.csv) process.stdout.write(LEDGER_HEAD);
  for (const show of readLedger(reader, { show_id, dayOf: daysIn(zone) })) {
    addToSummary(summary, show, only_day);
    if (choice.csv) process.stdout.write(ledgerLines(show, only_day));
    else if (only_day !== null && show.days.has(only_day)) moved.push(show);
  }
  if (show_id !== null && summary.shows === 0) {
    throw new CommandError(`the log knows no show ${show_id}: nobody asked for a seat in it`);
  }
  if (choice.csv) {
    if (summary.disagreeing > 0) console.error(verdict(summary).join('\n'));
  } else {
    console.log([...movementsText(summary, moved, choice), '', ...standingText(summary)].join('\n'));
  }
  return summary;
}

function movementsText(summary: LedgerSummary, moved: readonly ShowLedger[], choice: LedgerChoice): string[] {
  const of_show = choice.show === undefined ? '' : ` of show ${choice.show}`;
  if (choice.day === undefined)
    return [`Ledger${of_show}, days in ${choice.zone}`, '', ...daysTable(summary)];
  const title = `Ledger${of_show}, ${choice.day} in ${choice.zone}`;
  if (moved.length === 0) return [title, '', 'No money moved on this day.'];
  return [title, '', ...showsTable(moved, choice.day), '', ...dayTable(summary, choice.day)];
}

function standingText(summary: LedgerSummary): string[] {
  return [
    'All days together, and what the bookings say now',
    '',
    ...standingTable(summary),
    '',
    ...verdict(summary),
  ];
}
