import { startAllInOne } from '../../nats/servers/boxoffice.ts';
import { importShows } from '../../nats/servers/catalogue.ts';
import { childrenOf } from '../server/children.ts';
import type { OpenVenue } from '../venue.ts';

/** Ours, all in one process; payments are made by the sandbox that it starts beside it. */
export const openBoxoffice: OpenVenue = async (folder, shows, durations) => {
  const show_ids = importShows(folder, shows);
  const { url, process } = await startAllInOne(folder, {
    BOXOFFICE_RESERVATION_S: seconds(durations.reservation_s),
    BOXOFFICE_RESERVATION_BUFFER_S: seconds(durations.reservation_buffer_s),
    BOXOFFICE_WAITING_S: seconds(durations.waiting_s),
    BOXOFFICE_PAYMENT_S: seconds(durations.payment_s),
  });
  return {
    url,
    shows: show_ids,
    listing: '/v1/search?keyword=bench&result_per_page=20',
    processes: { service: process.pid, ...sandboxOf(process.pid) },
    metrics: '/metrics',
    stop: () => process.stop(),
  };
};

function seconds(duration_s: number): string {
  return duration_s.toFixed(3);
}

function sandboxOf(pid: number): Record<string, number> {
  const [sandbox] = childrenOf(pid);
  return sandbox === undefined ? {} : { payments: sandbox };
}
