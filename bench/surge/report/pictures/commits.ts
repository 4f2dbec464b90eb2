import type { RunRecord } from '../../record.ts';
import type { Picture } from '../picture.ts';
import { samplesPicture } from '../samples.ts';

/** How many shared a flush to disk. */
export function commits(record: RunRecord): Picture | null {
  return samplesPicture(record, {
    name: 'commits',
    title: 'How many steps shared one flush to disk',
    tells:
      'What arrives during one commit goes into the next: the more there is to do, the less each step costs.',
    unit: 'steps a commit',
    lines: [{ field: 'steps_per_commit', label: 'steps a commit', colour: 'green' }],
  });
}
