import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openLogReader } from '../../persistence/index.ts';
import { openClient } from '../support/client.ts';
import { type Service, startService } from '../support/service.ts';
import { findShows, importSmallCatalogue, textAt, valueAt } from '../support/small-catalogue.ts';
import { removeTemporaryFolders, temporaryFolder } from './terminal.ts';

const stop = suite('stop');
stop.after(removeTemporaryFolders);

const CUSTOMERS = 48;
const RESERVATIONS_BEFORE_THE_STOP = 200;

async function openSmall(): Promise<{ data_folder: string; service: Service; show_id: string }> {
  const data_folder = temporaryFolder();
  await importSmallCatalogue(data_folder, { shows: 1, rows: 26, seats_per_row: 76 });
  const service = await startService({ data_folder });
  const [show_id = ''] = await findShows(service.url);
  return { data_folder, service, show_id };
}

stop('under load: all that was done was answered, and what was not answered was not done', async () => {
  const { data_folder, service, show_id } = await openSmall();
  const acknowledged = new Set<string>();
  let enough: () => void = () => {};
  const busy = new Promise<void>((resolve) => {
    enough = resolve;
  });

  /** Reserves a seat for one new session after the other, until it is told that the service stops or nobody answers. */
  const customer = async (): Promise<number | null> => {
    for (;;) {
      const answer = await openClient(service.url, show_id)
        .reserve({ count: 1 })
        .catch(() => null);
      if (answer?.status !== 201) return answer?.status ?? null;
      acknowledged.add(textAt(answer.body, 'booking', 'booking_id'));
      if (acknowledged.size >= RESERVATIONS_BEFORE_THE_STOP) enough();
    }
  };
  const customers = Array.from({ length: CUSTOMERS }, customer);
  await busy;
  assert.is(await service.stop('SIGTERM'), 0);
  const last_answers = await Promise.all(customers);
  assert.equal(
    last_answers.filter((status) => status !== 503 && status !== null),
    [],
  );

  const reader = openLogReader(data_folder);
  const stored = Array.from(reader.bookings(), (row) => row.booking_id);
  reader.close();
  assert.equal(stored.sort(), [...acknowledged].sort());
});

stop('a payment under way is answered first, a long poll at once', async () => {
  const { service, show_id } = await openSmall();
  const buyer = openClient(service.url, show_id);
  const reserved = await buyer.reserve({ count: 2 });
  const booking_id = textAt(reserved.body, 'booking', 'booking_id');
  const version = Number(valueAt(reserved.body, 'booking', 'version'));

  const payment = buyer.pay(booking_id, 'tok_slow');
  const in_flight = await poll(service, show_id, buyer.session_id, booking_id, version);
  assert.is(valueAt(in_flight, 'booking', 'payment', 'status'), 'in_flight');
  const news = poll(
    service,
    show_id,
    buyer.session_id,
    booking_id,
    Number(valueAt(in_flight, 'booking', 'version')),
  );

  const ending = service.stop('SIGTERM');
  const { status } = await payment;
  assert.ok(status === 200 || status === 202, `the payment was answered ${status}`);
  await news;
  assert.is(await ending, 0);
});

stop('signals that come together are one wish; a later one ends it at once', async () => {
  const { service } = await openSmall();
  service.process.kill('SIGINT');
  assert.is(await service.stop('SIGTERM'), 0);
  assert.match(service.output(), /"msg":"stopped"/);
});

/** Asks for a booking once it is newer than the version. */
async function poll(
  service: Service,
  show_id: string,
  session_id: string,
  booking_id: string,
  after: number,
): Promise<unknown> {
  const url = `${service.url}/v1/shows/${show_id}/bookings/${booking_id}?wait_s=20&after=${after}`;
  const answer = await fetch(url, { headers: { 'x-session-id': session_id } });
  return answer.json();
}

stop.run();
