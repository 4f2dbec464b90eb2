import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ClosedError, openNatsClient } from '../../src/client/index.ts';
import { freePort } from '../support/free-port.ts';

const closing = suite('closing a client');

const SHOW_ID = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

closing('ends at once what waits for a connection', async () => {
  const client = openNatsClient({ servers: `nats://127.0.0.1:${await freePort()}` });
  const asked = [client.seats(SHOW_ID), client.session().bookings()];
  const why = Promise.all(
    asked.map((call) =>
      call.then(
        () => 'answered',
        (error: unknown) => error,
      ),
    ),
  );
  const closed_at = performance.now();
  await client.close();
  for (const error of await why) assert.instance(error, ClosedError);
  assert.ok(performance.now() - closed_at < 1_000, 'without waiting for the end of the try');
});

closing.run();
