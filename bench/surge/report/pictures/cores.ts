import type { RunRecord } from '../../record.ts';
import type { Picture } from '../picture.ts';
import { samplesPicture } from '../samples.ts';

/** How busy the server was. */
export function cores(record: RunRecord): Picture | null {
  return samplesPicture(record, {
    name: 'cores',
    title: 'How many cores the server kept busy',
    tells: 'Of all its processes together; the users, who run on the same machine, are not in it.',
    unit: 'cores',
    lines: [{ field: 'cores_busy', label: 'cores busy', colour: 'teal' }],
  });
}
