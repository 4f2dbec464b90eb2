import { readFileSync } from 'node:fs';
import { POSITION_NEWS_MS } from '../../../actors/limits.ts';
import { openCatalogue } from '../../../src/catalogue/open.ts';
import type { App } from '../../../src/gateway/http/app.ts';
import { answerErrorsAsProblems } from '../../../src/gateway/http/problems.ts';
import { createServer } from '../../../src/gateway/http/server.ts';
import { keepListings } from '../../../src/gateway/listings/kept-listings.ts';
import { createLive } from '../../../src/gateway/live/live.ts';
import { bookingRoutes } from '../../../src/gateway/routes/bookings.ts';
import { listingRoutes } from '../../../src/gateway/routes/listings.ts';
import { seatRoutes } from '../../../src/gateway/routes/seats.ts';
import { waitingRoutes } from '../../../src/gateway/routes/waiting.ts';
import { READY } from '../../nats/servers/process.ts';
import { openStore, type PeerSettings } from './open-store.ts';
import { peerRouting } from './routing.ts';
import { peerSeatMaps } from './seat-maps.ts';
import { shedLoad } from './shedding.ts';
import { readShows } from './shows.ts';

// A peer's server: our own routes, schemas and serialisers, with a store behind them in place of the engine. It has no
// quota, no metrics and no pages, which ours pays for.

const [settings_file = ''] = process.argv.slice(2);
const settings: PeerSettings = JSON.parse(readFileSync(settings_file, 'utf8'));

const catalogue = openCatalogue(settings.folder);
const shows = readShows(catalogue, settings.shows);
const routing = peerRouting(shows, () => store);
const seat_maps = peerSeatMaps(() => store, shows);
const store = await openStore(settings, shows, (change) => {
  if (change.bookings.length > 0) seat_maps.changed(change.show_id);
  routing.announce(change);
});

const app: App = createServer({ logger: null });
const live = createLive(routing, POSITION_NEWS_MS);
answerErrorsAsProblems(app);
shedLoad(app, () => store.pending());
listingRoutes(app, { routing, catalogue, clock: Date.now }, keepListings(routing));
seatRoutes(app, { seat_maps, seat_streams: live.seat_streams });
bookingRoutes(app, { routing, pollBooking: live.pollBooking, payment_wait_ms: 0 });
waitingRoutes(app, { routing, pollWaiting: live.pollWaiting });

process.once('SIGTERM', async () => {
  live.letGo();
  await app.close();
  live.close();
  await store.close();
  catalogue.close();
});

await app.listen({ host: '127.0.0.1', port: settings.port });
console.log(READY);
