import type { FindingCode } from '../../../src/audit/index.ts';

/** Something done to the real log: what has to be found first, and where. */
export interface RealDamage {
  readonly what: string;
  readonly code: FindingCode;
  readonly show_id: string | null;
  readonly sequence?: number;
  readonly position?: number;
  readonly damage: (folder: string) => void;
}
