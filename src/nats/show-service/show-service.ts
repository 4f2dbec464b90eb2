import type { ShowService, ShowServiceOptions } from './options.ts';

export function openShowService(_options: ShowServiceOptions): ShowService {
  throw new Error('is being written');
}
