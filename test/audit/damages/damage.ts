import type { FindingCode } from '../../../src/audit/index.ts';
import type { Story } from '../story.ts';

/** A history that breaks one rule: what has to be found, and at which event. Whatever is found besides has to be named. */
export interface RuleDamage {
  readonly what: string;
  readonly code: FindingCode;
  readonly event: number;
  readonly story: Story;
  readonly besides?: readonly FindingCode[];
}
