import { inProcessRouting } from '../../src/routing/in-process.ts';
import { openBoxOffice } from '../gateway/box-office.ts';
import { testRouting } from './routing-contract.ts';

testRouting('in one process', async () => {
  const box_office = await openBoxOffice({ shows: 40 });
  const fresh = box_office.shows.values();
  return {
    routing: inProcessRouting(box_office.engine),
    freshShow: () => String(fresh.next().value),
    close: box_office.close,
  };
});
