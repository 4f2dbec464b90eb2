// Listens to what happens in all shows, and notices what it misses; until Ctrl-C.

import { connect } from '@nats-io/transport-node';

const connection = await connect({
  servers: process.env.NATS_URL ?? 'nats://127.0.0.1:4222',
  maxReconnectAttempts: -1,
});
process.once('SIGINT', () => connection.close());

/** The newest version of each show that we have heard of. */
const versions = new Map();

/**
 * NATS delivers at most once: what is said while we are away is gone. A show's versions tell that something is.
 * @param {import('boxoffice/client').ShowEvent} event
 */
async function hear(event) {
  const known = versions.get(event.show_id);
  versions.set(event.show_id, event.version);
  if (known !== undefined && event.previous_version > known) {
    console.log(`${event.show_id}: missed what happened after version ${known}; reading the seat map again`);
    const answer = await connection.request(`boxoffice.show.${event.show_id}.seats`, '{}', {
      timeout: 5_000,
    });
    const map = answer.json();
    console.log(`${event.show_id} version ${map.version}: all of its ${map.seats.length} seats read`);
    return;
  }
  const seats = event.seats.map(({ seat_id, status }) => `${seat_id} ${status}`).join(', ');
  console.log(
    `${event.show_id} version ${event.version}: ${event.events.join(', ')} (${seats || 'no seats'})`,
  );
}

// Events tell what is durable, for each show in order. They name no session.
const subscription = connection.subscribe('boxoffice.event.*');
console.log('listening');
for await (const message of subscription) {
  await hear(message.json()).catch((error) => console.log(`not understood: ${error.message}`));
}
