import type { RunRecord } from '../../record.ts';
import type { Picture } from '../picture.ts';
import { samplesPicture } from '../samples.ts';

/** Whether one thing held up everything else. */
export function eventLoop(record: RunRecord): Picture | null {
  return samplesPicture(record, {
    name: 'event-loop',
    title: 'How long the server kept everything else waiting',
    tells: 'How late its event loop was, and how long the garbage collector stopped it, by its own figures.',
    unit: 'ms',
    lines: [
      { field: 'loop_delay_ms', label: 'event loop late by', colour: 'indigo' },
      { field: 'gc_pause_ms', label: 'stopped to collect garbage', colour: 'rose' },
    ],
  });
}
