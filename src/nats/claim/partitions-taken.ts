import { formatPartitions } from '../../partitions.ts';
import type { Claimant } from './messages.ts';

/** Another engine owns partitions that this one wants, or has had. */
export class PartitionsTakenError extends Error {
  override readonly name = 'PartitionsTakenError';

  constructor({ partitions, engine_id, host, data_folder }: Omit<Claimant, 'is_owner'>) {
    super(
      `partitions ${formatPartitions(partitions)} are owned by engine ${engine_id} on ${host}, ` +
        `whose data folder is ${data_folder}`,
    );
  }
}
