import type { RunRecord } from '../../record.ts';
import type { Picture } from '../picture.ts';
import { samplesPicture } from '../samples.ts';

/** How much memory it took. */
export function memory(record: RunRecord): Picture | null {
  return samplesPicture(record, {
    name: 'memory',
    title: 'How much memory the server took',
    tells: 'Of all its processes together, as the kernel has it; and of that what JavaScript holds.',
    unit: 'MiB',
    lines: [
      { field: 'resident_mib', label: 'resident', colour: 'wine' },
      { field: 'heap_mib', label: "JavaScript's heap", colour: 'olive' },
    ],
  });
}
