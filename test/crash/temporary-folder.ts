import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Service } from '../support/service.ts';

/** Gives `play` a new folder, and a place to name the service that is to be gone at the end, however it ends. */
export async function inTemporaryFolder(
  play: (folder: string, keep: (service: Service) => Service) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'boxoffice-crash-'));
  let running: Service | null = null;
  const keep = (service: Service): Service => {
    running = service;
    return service;
  };
  const end = async (service: Service | null): Promise<void> => {
    await service?.stop('SIGKILL');
  };
  try {
    await play(folder, keep);
  } finally {
    await end(running);
    rmSync(folder, { recursive: true, force: true });
  }
}
