import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, type Test } from 'uvu';
import { installedPeers, openPeer } from '../../bench/surge/peers/index.ts';
import type { OpenVenue } from '../../bench/surge/venue.ts';
import { openBoxoffice } from '../../bench/surge/venues/boxoffice.ts';
import { testSelling } from './peers/selling.ts';
import { openVenueStage, type VenueStage } from './peers/stage.ts';
import { testWaiting } from './peers/waiting.ts';

/** What every venue of the surge keeps: else they would not be compared by the same work. */
function testVenue(contract: Test<VenueStage>, open: OpenVenue): void {
  const folder = mkdtempSync(join(tmpdir(), 'boxoffice-test-'));
  // PostgreSQL's server runs as a user of its own, who has to get through.
  chmodSync(folder, 0o755);
  contract.before(async (stage) => void Object.assign(stage, await openVenueStage(open, folder)));
  contract.after(async (stage) => {
    await stage.close();
    rmSync(folder, { recursive: true, force: true });
  });
  testSelling(contract);
  testWaiting(contract);
}

const ours = suite<VenueStage>('boxoffice as a venue');
testVenue(ours, openBoxoffice);
ours.run();

// The bench leaves out what is not installed, and so does this.
for (const name of installedPeers()) {
  const peer = suite<VenueStage>(`${name} as a venue`);
  testVenue(peer, openPeer(name));
  peer.run();
}
