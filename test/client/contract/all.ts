import type { Way } from '../way.ts';
import { buyingContract } from './buying.ts';
import { seatsContract } from './seats.ts';
import { waitingContract } from './waiting.ts';

/** What the library does whichever way its requests go. */
export function clientContract(name: string, open: () => Promise<Way>): void {
  buyingContract(name, open);
  waitingContract(name, open);
  seatsContract(name, open);
}
